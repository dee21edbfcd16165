// What is wrong with the installation and with no message, booking or person: told once, laid on nothing, tried again.

export const installationFaultCodes = [
  /** Rows are sealed with a key that this process was not given. */
  'key_missing',
  /** A key of that id is there, but it does not open what was sealed under it: another key, or damaged rows. */
  'key_mismatch',
  'rights_missing',
  /** A table, column or function that this build expects is not there, or is another. */
  'schema_mismatch',
  'read_only',
  'disk_full',
  /** Memory, connections or another limit of PostgreSQL. */
  'resources_exhausted',
  /** PostgreSQL reports a fault of its own: the system under it, its files, its configuration. */
  'database_broken',
  /** The site controller sends more in one output than the setting allows: it cannot be taken whole, nor confirmed. */
  'output_too_large',
] as const;

export type InstallationFaultCode = (typeof installationFaultCodes)[number];

/** `params` locate it (a key's id, PostgreSQL's error code); they hold no personal data. */
export class InstallationFault extends Error {
  constructor(
    readonly code: InstallationFaultCode,
    sentence: string,
    readonly params: Readonly<Record<string, string | number>> = {},
    cause?: unknown,
  ) {
    super(sentence, { cause });
    this.name = 'InstallationFault';
  }
}
