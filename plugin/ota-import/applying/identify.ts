// The first reading of a message: what it is, and whether it has been here before (O2). Nothing of it takes effect yet.
import type { AgencyOf } from '../../domain/agency.js';
import type { BookingReport } from '../../domain/booking-report.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import type { HotelId, MessageId } from '../../domain/ids.js';
import { importFailure } from '../../domain/import-failure.js';
import type { Platform } from '../../platform/index.js';
import type { ReportReading } from '../../tl-lincoln/index.js';
import { settleDamaged } from '../ledger/claims-repository.js';
import type { IdentityHashing, IdentityKeys } from '../ledger/identity-keys.js';
import {
  type Identified,
  lastReportNumbers,
  putOff,
  saveIdentified,
  type UnreadMessage,
  unreadMessages,
} from '../ledger/messages-repository.js';
import { allKnownSince } from '../ledger/housekeeping.js';
import { triggerOf } from '../ledger/attempts-repository.js';
import type { FaultHits, FaultMemory } from './fault-hits.js';
import { type OnBehalfOf, workOff } from './isolation.js';
import type { ImportMetrics } from '../metrics.js';
import { agencyCodesOf, changingCodesOf, distinctCodes } from '../mappings/codes-of.js';
import type { NotedCodes } from '../mappings/noted-codes.js';
import { type AgencyCode, noteCodes } from '../mappings/repository.js';
import { missingReportNumbers } from '../ledger/order.js';
import { blame, type Handling, settleHits } from './set-aside.js';
import { putOffUntil, readOrPutOff, sealReport } from '../ledger/sealed-messages.js';
import {
  asContradiction,
  asKnown,
  type KnownByDataId,
  knownBefore,
  type Verdict,
  verdictOn,
} from './known-messages.js';
import type { Reading, ReadReports } from './reports.js';
import { createPauses } from '../../platform/pauses.js';
import { hotelTransaction, type HotelTx } from '../../platform/database/index.js';
import { importSettings } from '../settings/repository.js';
import { lockImport } from '../ledger/due-repository.js';
import { tellOutcome } from './told.js';
import { warningsOf } from './warnings-of.js';

const chunk = 200;

interface Read {
  readonly message: UnreadMessage;
  readonly reading: ReportReading;
  /** Undefined of what is no report. */
  readonly identityHash: Buffer | undefined;
  readonly codes: readonly AgencyCode[];
  readonly durationMs: number;
}

/** What it says or, of a damaged message, what is known of its booking: that is shown (部屋未定) when it is its turn, and then it has failed. */
const saidIn = ({ report, outline }: ReportReading): BookingReport | undefined =>
  report.ok ? report.value : outline;

/** What becomes at once of a message that does not stand for its DataID. */
const endOf = {
  duplicate: { status: 'duplicate', failure: undefined },
  part: { status: 'superseded', failure: undefined },
  contradicts: { status: 'failed', failure: importFailure('same_id_other_content') },
} as const;

interface OfHotel extends Pick<Platform, 'cipher' | 'calendar'> {
  readonly hotel: HotelId;
  readonly agencyOf: AgencyOf;
}

const noneBefore: Verdict = { is: 'stands', settles: [] };

/** By what was here under its DataID; it is among `known` from then on. Answers with the damaged ones that it settles, too. */
function identify(
  read: Read,
  known: KnownByDataId,
  { cipher, calendar, hotel, agencyOf }: OfHotel,
): { readonly identified: Identified; readonly settles: readonly MessageId[] } {
  const { message, reading, identityHash, codes, durationMs } = read;
  const { header, report } = reading;
  const said = saidIn(reading);
  const checkIn: HotelDate | undefined = said && said.kind !== 'cancellation' ? said.checkIn : undefined;
  const base = {
    ...{ id: message.id, header, checkIn, identityHash, claimsIdentity: false, report: undefined },
    roomCodes: report.ok ? distinctCodes(codes) : undefined,
    changingCodes: report.ok ? changingCodesOf(report.value) : [],
    attempt: { trigger: triggerOf(message), durationMs },
    warnings: said ? warningsOf(said, message.receivedAt, calendar) : [],
  };
  const { dataId = '' } = header;
  const before = known.get(dataId) ?? [];
  const one = asKnown(read, identityHash);
  const verdict = dataId === '' ? noneBefore : verdictOn(one, before, agencyOf);
  // What names a stay is pending until that is shown (部屋未定), whatever keeps it from ever being applied.
  const pending = (report: BookingReport) => ({
    ...{ status: 'pending' as const, report: sealReport(cipher, hotel, report) },
  });
  if (verdict.is !== 'stands') {
    const end = { ...base, ...endOf[verdict.is] };
    if (verdict.is !== 'contradicts') return { identified: end, settles: [] };
    known.set(dataId, [...before, asContradiction(one)]);
    const isShown = said && said.kind !== 'cancellation';
    // Said in the report, too, so that no build takes it for one that is to be applied.
    const shown = isShown && pending({ ...said, damage: endOf.contradicts.failure });
    return { identified: { ...end, ...shown }, settles: [] };
  }
  const { settles } = verdict;
  if (dataId !== '') known.set(dataId, [...before.filter(({ id }) => !settles.includes(id)), one]);
  const claimsIdentity = dataId !== '' && one.claims;
  const stands = said ? pending(said) : { status: 'failed' as const };
  const failure = report.ok ? undefined : report.failure;
  return { identified: { ...base, ...stands, claimsIdentity, failure }, settles };
}

/** A gap in an agency's numbering may mean a message that never came: it is told, and blocks nothing (O2). */
async function tellGaps(
  platform: Platform,
  metrics: ImportMetrics,
  tx: HotelTx,
  read: readonly Read[],
): Promise<void> {
  const numbered = read.flatMap(({ reading: { header } }) =>
    header.agency !== undefined && header.reportNumber !== undefined
      ? [{ agency: header.agency, number: header.reportNumber }]
      : [],
  );
  if (numbered.length === 0) return;
  const byAgency = Map.groupBy(numbered, ({ agency }) => agency);
  const last = await lastReportNumbers(tx, [...byAgency.keys()], allKnownSince(platform));
  for (const [agency, entries] of byAgency) {
    const numbers = entries.map(({ number }) => number);
    const missing = missingReportNumbers(last.get(agency), numbers);
    if (missing === 0) continue;
    metrics.reportNumbersMissing(missing);
    platform.logger.warn('report numbers of an agency are missing', { hotelId: tx.hotel, agency, missing });
  }
}

/**
 * Bounds the memory of one pass of the import, which applies some 30 at the default pace; the rest is taken from the database when its turn comes.
 */
const mostRemembered = 200;

/** What one pass of a hotel's import identifies with. */
interface Identifying extends Reading {
  readonly metrics: ImportMetrics;
  readonly codes: NotedCodes;
  readonly memory: FaultMemory;
  readonly hits: FaultHits;
  readonly reports: ReadReports;
  readonly identityKeys: IdentityKeys;
}

/** Reads a message; what it says is at hand for when it is applied. */
function readOne(
  { readReport, reports }: Identifying,
  { hash }: IdentityHashing,
  message: UnreadMessage,
  text: string,
): Read {
  const began = performance.now();
  const reading = readReport(text);
  const said = saidIn(reading);
  if (said && reports.size < mostRemembered) reports.set(message.id, said);
  const codes = said ? agencyCodesOf(said) : [];
  const identityHash = hash(reading);
  return { message, reading, identityHash, codes, durationMs: Math.round(performance.now() - began) };
}

/** The others, once those that are like a message of which nothing can be told now have been put off. */
async function withoutUnknown(
  { clock }: Platform,
  tx: HotelTx,
  read: readonly Read[],
  known: KnownByDataId,
): Promise<Read[]> {
  const waits = ({ reading }: Read) =>
    known.get(reading.header.dataId ?? '')?.some(({ said }) => said === 'unknown') === true;
  await putOff(
    tx,
    read.filter(waits).map(({ message }) => message),
    putOffUntil(clock.now()),
  );
  return read.filter((one) => !waits(one));
}

/** Each by those before it, of this delivery too. Those whose whole version is here are settled. */
async function identifyEach(
  context: Identifying,
  tx: HotelTx,
  read: readonly Read[],
  known: KnownByDataId,
): Promise<Identified[]> {
  const { cipher, calendar, clock } = context.platform;
  const { agencyOf } = await importSettings(context.platform, tx);
  const results: ReturnType<typeof identify>[] = [];
  const pause = createPauses();
  for (const one of read) {
    results.push(identify(one, known, { cipher, calendar, hotel: tx.hotel, agencyOf }));
    await pause();
  }
  const settled = new Set(results.flatMap(({ settles }) => settles));
  const readNow = new Set(read.map(({ message }) => message.id));
  const before = [...settled].filter((id) => !readNow.has(id));
  await settleDamaged(tx, before, clock.now());
  return results.map(({ identified }) =>
    settled.has(identified.id)
      ? { ...identified, ...endOf.part, claimsIdentity: false, report: undefined }
      : identified,
  );
}

interface Identifications {
  readonly identified: readonly Identified[];
  /** Room codes that were noted with them. */
  readonly codes: readonly AgencyCode[];
}

/** Reads these, and writes what that told, in `tx`. */
export async function identifyThese(
  context: Identifying,
  tx: HotelTx,
  unread: readonly UnreadMessage[],
): Promise<Identifications> {
  const { platform, metrics } = context;
  const { clock, events } = platform;
  let hashing: IdentityHashing | undefined;
  const pause = createPauses();
  const all = await readOrPutOff(platform, tx, unread, async (message, text) => {
    await pause();
    hashing ??= await context.identityKeys.hashing(tx);
    return readOne(context, hashing, message, text);
  });
  if (!hashing) return { identified: [], codes: [] };
  const known = await knownBefore(context, tx, all, hashing);
  const read = await withoutUnknown(platform, tx, all, known);
  await tellGaps(platform, metrics, tx, read);
  const results = await identifyEach(context, tx, read, known);
  for (const { id, failure } of results)
    if (failure?.code === endOf.contradicts.failure.code) context.reports.delete(id);
  await saveIdentified(tx, results, hashing.form, clock.now());
  const said = read.flatMap((one) => one.codes);
  const codes = context.codes.fresh(tx.hotel, said, clock.now());
  await noteCodes(tx, codes, clock.now());
  // What is pending is told when it has been applied: all of it together.
  if (results.some(({ status }) => status !== 'pending')) await events.record(tx, 'imports');
  return { identified: results, codes };
}

/** `more` where as many were unread as are read at once: there may be others. */
const identifyChunk = (
  context: Identifying,
  hotel: HotelId,
  limit: number,
  onBehalfOf: OnBehalfOf,
): Promise<Identifications & { readonly more: boolean }> =>
  hotelTransaction(context.platform.database, hotel, async (tx) => {
    const { clock, cipher } = context.platform;
    onBehalfOf([]);
    await lockImport(tx);
    const openable = { now: clock.now(), keys: cipher.keyIds };
    const unread = await unreadMessages(tx, openable, context.memory.hindered(), limit);
    onBehalfOf(unread);
    return { ...(await identifyThese(context, tx, unread)), more: unread.length === limit };
  });

/** Those that will be applied are told of then. */
function tellIdentified(
  { platform, metrics, hits }: Identifying,
  hotel: HotelId,
  identified: readonly Identified[],
): void {
  for (const { id, status, failure, warnings } of identified) {
    hits.gotThrough(id);
    for (const { code } of warnings) metrics.warned(code);
    if (status === 'pending') continue;
    const why = { failureClass: failure?.class, failureCode: failure?.code };
    tellOutcome(platform, metrics, hotel, { message: id, status, ...why });
  }
}

/**
 * Reads the unread messages of the hotel, in chunks, each a short transaction; `unfinished` where some are left at `until` (performance.now()).
 * Puts what it read into `reports`.
 */
export async function identifyUnread(
  parts: Pick<Identifying, 'platform' | 'readReport' | 'metrics' | 'codes' | 'identityKeys'> &
    Pick<Handling, 'giveUp'>,
  hotel: HotelId,
  memory: FaultMemory,
  reports: ReadReports,
  until: number,
): Promise<'done' | 'unfinished'> {
  const hits = memory.pass();
  const context: Identifying = { ...parts, memory, hits, reports };
  const { platform, metrics, giveUp } = parts;
  const handling: Handling = { platform, metrics, giveUp, hotel, stage: 'unread', hits };

  async function step(limit: number, onBehalfOf: OnBehalfOf): Promise<'more' | 'done' | 'unfinished'> {
    if (hits.standStill()) return 'done';
    if (performance.now() > until) return 'unfinished';
    const { identified, codes, more } = await identifyChunk(context, hotel, limit, onBehalfOf);
    context.codes.noted(hotel, codes, platform.clock.now());
    tellIdentified(context, hotel, identified);
    return more ? 'more' : 'done';
  }

  const end = await workOff(chunk, step, (message, error) => blame(handling, { message, error }));
  await settleHits(handling);
  return end;
}
