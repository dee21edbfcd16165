// Whether the process that is to start can open what is stored.
import type { Settings } from '../options.js';
import type { Sql } from '../platform/database/index.js';
import { createCipher, keyFaults } from '../platform/encryption/index.js';
import { type Finding, orOk } from '../platform/finding.js';

/** Where the plugin's tables are there and may be read. Reads each of them once. */
export async function keyFindings(
  sql: Sql,
  { encryptionKeys }: Pick<Settings, 'encryptionKeys'>,
): Promise<readonly Finding[]> {
  const faults = await keyFaults(sql, createCipher(encryptionKeys));
  return orOk(
    'keys',
    faults.map(({ message }) => ({ about: 'keys', state: 'fails', says: message })),
    `All that is stored opens with the keys that are given (${encryptionKeys.map(({ id }) => id).join(', ')}).`,
  );
}
