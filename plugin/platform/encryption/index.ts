// The face of encryption at rest.
export { createCipher } from './aes-gcm.js';
export type { EncryptionKey } from './aes-gcm.js';
export type { Cipher, Sealed } from './cipher.js';
export { reseal } from './reseal.js';
export { keyFaults, resealedColumns, sealedColumns } from './sealed-rows.js';
