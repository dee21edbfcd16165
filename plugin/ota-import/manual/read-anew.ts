// A message is read again when a person takes it up: by the present rules, with the corrections made to it.
import type { BookingReport } from '../../domain/booking-report.js';
import { type FailureCode, importFailure, type ImportFailure } from '../../domain/import-failure.js';
import type { MessageId } from '../../domain/ids.js';
import { fail, type Result } from '../../domain/result.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { Reading } from '../applying/reports.js';
import { identityClaims, saveIdentified } from '../ledger/messages-repository.js';
import { openText, sealReport } from '../ledger/sealed-messages.js';
import { agencyCodesOf, distinctCodes } from '../mappings/codes-of.js';
import { textsOf } from './repository.js';

/** What it says, kept with it; it is `pending` then. A failure leaves it as it was. */
export async function readAnew(
  { platform, readReport }: Reading,
  tx: HotelTx,
  id: MessageId,
  lifts: ReadonlySet<FailureCode>,
): Promise<Result<BookingReport, ImportFailure>> {
  const { cipher, clock } = platform;
  const { original, edited, contentHash, claimsIdentity } = await textsOf(tx, id);
  const { header, report } = readReport(await openText(cipher, tx, edited ?? original));
  if (!report.ok) return report;
  const claim = (await identityClaims(tx, [report.value.dataId])).get(report.value.dataId);
  const contradicts = claim !== undefined && !claim.equals(contentHash);
  if (contradicts && !lifts.has('same_id_other_content')) return fail(importFailure('same_id_other_content'));
  const read = {
    ...{ id, header, status: 'pending' as const, failure: undefined },
    checkIn: report.value.kind === 'cancellation' ? undefined : report.value.checkIn,
    claimsIdentity: claimsIdentity || claim === undefined,
    report: sealReport(cipher, tx.hotel, report.value),
    roomCodes: distinctCodes(agencyCodesOf(report.value)),
    warnings: report.value.warnings,
  };
  await saveIdentified(tx, [read], clock.now());
  return report;
}
