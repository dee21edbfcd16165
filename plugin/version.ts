// Which build this is, for the log.
import { readFileSync } from 'node:fs';

/** The package's own file is one folder up from the sources and from the bundles alike. */
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

export const { version } = manifest;
