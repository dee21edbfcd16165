// The face of encryption at rest.
export { createCipher } from './aes-gcm.js';
export type { EncryptionKey } from './aes-gcm.js';
export type { Cipher, Sealed } from './cipher.js';
export { keyFaults, sealedColumns } from './sealed-rows.js';
