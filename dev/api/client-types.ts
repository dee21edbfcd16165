// The screens' types of the API, generated from its document: `npm run api:types` writes them, a test holds them against the document.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { apiDocument } from './document.js';

const file = fileURLToPath(new URL('../../frontend-extensions/api/schema.d.ts', import.meta.url));
const about =
  '// Generated from the OpenAPI document by `npm run api:types`: the types of everything that the screens ask and are told.\n';

/** As they are now. */
export const writtenTypes = (): string => readFileSync(file, 'utf8');

/** As they should be. */
export async function generatedTypes(): Promise<string> {
  const tree = await openapiTypescript(JSON.stringify(apiDocument()), { silent: true });
  return format(about + astToString(tree), { ...(await resolveConfig(file)), filepath: file });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, await generatedTypes());
