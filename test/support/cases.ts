// Messages that failed once, word for word: test/fixtures/cases.
import { readFileSync } from 'node:fs';
import type { Message } from '../../examples/tl-lincoln/index.js';

/** `name` of the file, without `.xml`. */
export function messageOfCase(name: string): Message {
  const xml = readFileSync(new URL(`../fixtures/cases/${name}.xml`, import.meta.url), 'utf8');
  return { dataId: /<DataID>([^<]*)/.exec(xml)?.[1], xml };
}
