// What the messages of a batch say: read when they were identified, and kept until they take effect. Nothing is read twice.
import type { BookingReport } from '../../domain/booking-report.js';
import type { MessageId } from '../../domain/ids.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import type { ReportReader } from '../../tl-lincoln/index.js';
import type { LedgerEntry } from '../ledger/entry.js';
import { storedReports } from '../ledger/messages-repository.js';
import { openedReport, readOrPutOff, reportForm } from '../ledger/sealed-messages.js';
import type { Decision } from './decision.js';
import type { OnBehalfOf } from './isolation.js';

export interface DueMessage {
  readonly message: LedgerEntry;
  readonly report: BookingReport;
  /** Of a person who has it applied now. */
  readonly decision?: Decision | undefined;
}

/** What identifying has read and put into the database too: most messages are applied soon after. */
export type ReadReports = Map<MessageId, BookingReport>;

export interface Reading {
  readonly platform: Platform;
  readonly readReport: ReportReader;
}

/** Only of a message that an earlier build has read: it did not keep what it read, or kept it in another form. */
function readAgain(readReport: ReportReader, text: string): BookingReport {
  const { report, outline } = readReport(text);
  if (!report.ok && outline) return outline;
  if (!report.ok) throw new Error('it was readable when it was identified, and is not any more');
  return report.value;
}

/** In their order, without those that cannot be opened; `inMemory` are at hand. */
export async function reportsOf(
  { platform, readReport }: Reading,
  tx: HotelTx,
  messages: readonly LedgerEntry[],
  inMemory: ReadReports,
  onBehalfOf: OnBehalfOf,
): Promise<DueMessage[]> {
  const missing = new Map(
    messages.filter(({ id }) => !inMemory.has(id)).map((message) => [message.id, message]),
  );
  const stored = await storedReports(tx, [...missing.keys()], reportForm, platform.cipher.keyIds);
  const opened = new Map<MessageId, BookingReport>();
  await readOrPutOff(platform, tx, stored, ({ id, kind }, text) => {
    onBehalfOf([missing.get(id)!]);
    opened.set(id, kind === 'report' ? openedReport(text) : readAgain(readReport, text));
  });
  onBehalfOf([]);
  return messages.flatMap((message) => {
    const report = inMemory.get(message.id) ?? opened.get(message.id);
    return report ? [{ message, report }] : [];
  });
}
