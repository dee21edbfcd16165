// A message is read again when a person takes it up: by the present rules, with the corrections made to it.
import type { BookingReport } from '../../domain/booking-report.js';
import { type FailureCode, importFailure, type ImportFailure } from '../../domain/import-failure.js';
import type { MessageId } from '../../domain/ids.js';
import { fail, type Result } from '../../domain/result.js';
import type { HotelTx } from '../../platform/database/index.js';
import { asKnown, knownBefore, verdictOn } from '../applying/known-messages.js';
import type { Applying } from '../applying/batch.js';
import { warningsOf } from '../applying/warnings-of.js';
import { settleDamaged } from '../ledger/claims-repository.js';
import { saveIdentified } from '../ledger/messages-repository.js';
import { openText, sealReport } from '../ledger/sealed-messages.js';
import { agencyCodesOf, changingCodesOf, distinctCodes } from '../mappings/codes-of.js';
import { importSettings } from '../settings/repository.js';
import { textsOf } from '../ledger/looked-after-repository.js';

/** What it says, kept with it; it is `pending` then. A failure leaves it as it was. */
export async function readAnew(
  parts: Applying,
  tx: HotelTx,
  id: MessageId,
  lifts: ReadonlySet<FailureCode>,
): Promise<Result<BookingReport, ImportFailure>> {
  const { platform, readReport, identityKeys } = parts;
  const { cipher, clock, calendar } = platform;
  const { receivedAt, original, edited, claimsIdentity } = await textsOf(tx, id);
  const asSent = readReport(await openText(cipher, tx, original));
  const { header, report } = edited ? readReport(await openText(cipher, tx, edited)) : asSent;
  if (!report.ok) return report;
  // It is known again by what was sent, whatever a person has made of it since.
  const hashing = await identityKeys.hashing(tx);
  const identityHash = hashing.hash(asSent);
  const sent = { message: { id }, reading: asSent };
  const before = (await knownBefore(parts, tx, [sent], hashing)).get(report.value.dataId) ?? [];
  const { agencyOf } = await importSettings(platform, tx);
  const verdict = verdictOn(asKnown(sent, identityHash), before, agencyOf);
  if (verdict.is === 'contradicts' && !lifts.has('same_id_other_content'))
    return fail(importFailure('same_id_other_content'));
  if (verdict.is === 'stands') await settleDamaged(tx, verdict.settles, clock.now());
  const read = {
    ...{ id, header, status: 'pending' as const, failure: undefined },
    checkIn: report.value.kind === 'cancellation' ? undefined : report.value.checkIn,
    claimsIdentity: claimsIdentity || verdict.is === 'stands',
    identityHash,
    report: sealReport(cipher, tx.hotel, report.value),
    roomCodes: distinctCodes(agencyCodesOf(report.value)),
    changingCodes: changingCodesOf(report.value),
    warnings: warningsOf(report.value, receivedAt, calendar),
  };
  await saveIdentified(tx, [read], hashing.form, clock.now());
  return report;
}
