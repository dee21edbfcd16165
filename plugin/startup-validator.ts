// Before anything is opened: PMS and database are as this build needs them, or the start is refused with what to do.
import type { HostPort } from './host/port.js';
import { requirementFindings } from './installation/index.js';
import type { OwnDatabase } from './platform/database/index.js';
import type { Finding } from './platform/finding.js';
import type { Platform } from './platform/index.js';

/** PMS or database are not what this build can work with; the message says what to do, a line each. */
export class StartError extends Error {
  constructor(readonly advice: readonly string[]) {
    super(`Heyawari cannot start:\n${advice.map((sentence) => `  ${sentence}`).join('\n')}`);
    this.name = 'StartError';
  }
}

/** Throws StartError with advice; what may stay as it is, is told in the log. The findings are those of `npx heyawari check`. */
export async function validateSchemaOnStartup(
  host: HostPort,
  { database, clock, logger }: Pick<Platform, 'clock' | 'logger'> & { readonly database: OwnDatabase },
): Promise<void> {
  const found = await requirementFindings(database, host, { database, clock, reckoning: undefined });
  const said = (state: Finding['state']) =>
    found.filter((one) => one.state === state).map(({ says }) => says);
  if (said('fails').length > 0) throw new StartError([...said('fails'), ...said('notice')]);
  for (const sentence of said('notice')) logger.warn(sentence);
}
