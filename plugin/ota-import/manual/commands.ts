// What a person has done with a message (O7): tried, imported into chosen rooms, accepted, rejected, settled otherwise, ignored.
import type { ImportCommandOutcomeAnswer } from '../../api/index.js';
import type { BookingReport } from '../../domain/booking-report.js';
import { businessDate } from '../../domain/hotel-date.js';
import { failureKey, type ImportFailure } from '../../domain/import-failure.js';
import type { MessageId, ReservationId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import { type HostHotelTx, HostLocked } from '../../host/port.js';
import { type HotelTx, isLockTimeout } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';
import type { Platform } from '../../platform/index.js';
import { refuseChanged } from '../../platform/http/index.js';
import { editedReport, type ReportEdits } from '../../tl-lincoln/index.js';
import { applyNow } from '../applying/apply-now.js';
import type { Applying } from '../applying/batch.js';
import type { Choice, Decision } from '../applying/decision.js';
import { tellOutcome } from '../applying/told.js';
import { bookingsOfNumber, lockImport } from '../ledger/due-repository.js';
import { awaitsAnswer, type MessageStatus } from '../ledger/entry.js';
import { saveOutcomes } from '../ledger/attempts-repository.js';
import { saveFailure } from '../ledger/messages-repository.js';
import { type Place, placeOf } from '../ledger/order.js';
import { mayHappen } from '../ledger/transitions.js';
import { turnsOf } from '../ledger/turns.js';
import { type Action, isPossible, liftedByAccepting, liftedByChoosing, takesUp } from './actions.js';
import { factsOf, reasonOf } from './answers.js';
import { checkChoices } from './choices.js';
import type { CommandContext } from './context.js';
import { linkToApply, type Numbered } from './linking.js';
import { messageAnswers, type Note, unknownMessage } from './questions.js';
import { readAnew } from './read-anew.js';
import { importSettings } from '../settings/repository.js';
import { openText } from '../ledger/sealed-messages.js';
import {
  messageById,
  type Resolution,
  saveEdited,
  type StoredMessage,
  textsOf,
} from '../ledger/looked-after-repository.js';
import { sealedNote, settleByHand } from './settling.js';

/** The message that is meant, as the person saw it. */
export interface Meant {
  readonly id: MessageId;
  readonly version: number;
}

export type Answered = Promise<ImportCommandOutcomeAnswer>;

/**
 * Each throws a Refusal, which undoes all, where there is no such message, where it has changed since `version`, where nothing of that kind can
 * be done with it as it stands, and where the import or the PMS holds what is needed for longer than a click can wait.
 */
export interface Commands {
  /** It is imported now with these rooms; where that cannot be, it stays as it was. */
  import(tx: HotelTx, meant: Meant, choices: ReadonlyMap<number, Choice>): Answered;
  /** It is corrected, the original kept, and tried now. Refuses corrections with which it still cannot be read. */
  edit(tx: HotelTx, meant: Meant, edits: ReportEdits): Answered;
  /** What the agency says is applied, whatever it was held for. `seen`: as the message was told with; of what people have edited nothing else is undone. */
  accept(tx: HotelTx, meant: Meant, seen: string | undefined): Answered;
  /** The booking stays as it is. */
  reject(tx: HotelTx, meant: Meant, note: Note): Answered;
  /** `reservation`: of `entered_by_hand` the one that the message's booking is from now on. */
  resolve(
    tx: HotelTx,
    meant: Meant,
    how: { readonly resolution: Resolution; readonly reservation: ReservationId | undefined },
    note: Note,
  ): Answered;
  /** It means nothing. */
  ignore(tx: HotelTx, meant: Meant, note: Note): Answered;
}

/** A message is tried now, by all the rules. Throws a Refusal as `Commands` do. */
export type RetryNow = (tx: HotelTx, meant: Meant) => Answered;

/** What became of it. */
interface Became {
  readonly status: MessageStatus;
  readonly failure: ImportFailure | undefined;
  readonly durationMs: number;
}

/** It was not imported, and shall stay as it was. */
class NotImported extends Error {
  constructor(readonly became: Became) {
    super('not imported');
  }
}

async function lockOrRefuse(tx: HotelTx): Promise<void> {
  try {
    await lockImport(tx);
  } catch (error) {
    throw isLockTimeout(error) ? new Refusal('conflict', 'imports.being_applied') : error;
  }
}

/** Its place among the messages of its booking; undefined of one that has none. */
async function placeIn(
  platform: Platform,
  tx: HotelTx,
  { id, bookingNumber: number }: StoredMessage,
): Promise<Place | undefined> {
  if (number === null) return undefined;
  const { agencyOf } = await importSettings(platform, tx);
  const entries = (await bookingsOfNumber(tx, number, id, agencyOf))
    .map(turnsOf)
    .find((booking) => booking.some((one) => one.id === id));
  const entry = entries?.find((one) => one.id === id);
  return (
    entry &&
    placeOf(
      entry,
      entries!.filter((one) => one.id !== id),
    )
  );
}

/** What is to take effect must not undo a newer message of its booking: one that has, or that a person has rejected. */
async function refuseOvertaken(platform: Platform, tx: HotelTx, message: StoredMessage): Promise<void> {
  const standing = (await placeIn(platform, tx, message))?.standing;
  if (!standing) return;
  const facts = { message: standing.id, received: businessDate(standing.receivedAt, platform.calendar) };
  throw new Refusal(
    'conflict',
    standing.rejected ? 'imports.newer_rejected' : 'imports.newer_applied',
    facts,
  );
}

async function begin(
  { platform }: CommandContext,
  tx: HotelTx,
  { id, version }: Meant,
  action: Action,
): Promise<StoredMessage> {
  await lockOrRefuse(tx);
  const message = await messageById(tx, id);
  if (!message) throw unknownMessage(id);
  refuseChanged(version, message.version);
  if (!isPossible(action, factsOf(message)))
    throw new Refusal('conflict', 'imports.not_possible', { status: message.status });
  if (takesUp(action)) await refuseOvertaken(platform, tx, message);
  return message;
}

/** Through the gate, without waiting for its turn. */
async function atOnce<T>(
  { host }: Applying,
  tx: HotelTx,
  work: (writing: HostHotelTx) => Promise<T>,
): Promise<T> {
  const gate = host.gate.within(tx);
  try {
    const value = await work(gate.tx);
    await gate.settle();
    return value;
  } catch (error) {
    throw error instanceof HostLocked ? new Refusal('conflict', 'imports.pms_locked') : error;
  }
}

/** Reads it anew and applies it; one that cannot be read stays failed. */
async function tryNow(
  context: CommandContext,
  tx: HostHotelTx,
  id: MessageId,
  decision: Decision,
  check: (report: BookingReport) => void = () => undefined,
): Promise<Became> {
  const began = performance.now();
  const read = await readAnew(context, tx, id, decision.lifts);
  if (read.ok) {
    check(read.value);
    const { attempt, failure, woke } = await applyNow(context, tx, id, read.value, decision);
    if (woke) await context.wake(tx);
    return { status: attempt.status, failure, durationMs: attempt.durationMs };
  }
  const became = { status: 'failed' as const, failure: read.failure, durationMs: performance.now() - began };
  await saveFailure(tx, id, read.failure, { status: 'failed' });
  await logOnly(context, tx, id, decision.action, became);
  return became;
}

/** A row of the log of what was tried in vain. */
const logOnly = (
  { platform }: CommandContext,
  tx: HotelTx,
  message: MessageId,
  action: string,
  { status, failure, durationMs, note }: Became & { readonly note?: Sealed },
) =>
  saveOutcomes(
    tx,
    [],
    [
      {
        ...{ message, action, status, trigger: 'manual', note, durationMs: Math.round(durationMs) },
        ...{ failureClass: failure?.class, failureCode: failure?.code, failureParams: failure?.params },
      },
    ],
    platform.clock.now(),
  );

/** What the audit log keeps of a message. */
const audited = ({ version, status, failureCode, resolution, nextAttemptAt }: StoredMessage) => ({
  ...{ version, status, failureCode, resolution },
  nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
});

async function tell(
  { platform, host, metrics }: CommandContext,
  tx: HotelTx,
  action: Action,
  before: StoredMessage,
  { status, failure }: Pick<Became, 'status' | 'failure'>,
  details: object = {},
): Answered {
  const { id } = before;
  const after = (await messageById(tx, id))!;
  await platform.audit.record(tx, {
    ...{ action: `ota-message.${action}`, subject: `ota-message:${id}` },
    details: { before: audited(before), after: audited(after), ...details },
  });
  await platform.events.record(tx, 'imports');
  const why = { failureClass: failure?.class, failureCode: failure?.code };
  tellOutcome(platform, metrics, tx.hotel, { message: id, status, ...why });
  platform.logger.info('a person has dealt with a message', {
    hotelId: tx.hotel,
    messageId: id,
    action,
    status,
  });
  const [message] = await messageAnswers({ platform, host }, tx, [after]);
  return {
    imported: status === 'imported',
    reason: failure ? reasonOf(failure.code, failure.params) : null,
    message: message!,
  };
}

async function taken(
  context: CommandContext,
  tx: HotelTx,
  meant: Meant,
  action: 'retry' | 'accept',
  seen?: string,
): Answered {
  const message = await begin(context, tx, meant, action);
  const lifts = action === 'accept' ? liftedByAccepting(message.failureCode ?? undefined) : new Set<never>();
  const decision = { action, lifts, choices: new Map(), seen };
  const became = await atOnce(context, tx, (writing) => tryNow(context, writing, message.id, decision));
  return tell(context, tx, action, message, became, { lifted: [...lifts] });
}

async function edited(context: CommandContext, tx: HotelTx, meant: Meant, edits: ReportEdits): Answered {
  const message = await begin(context, tx, meant, 'edit');
  const { id } = message;
  const { cipher } = context.platform;
  const { original, edited: before } = await textsOf(tx, id);
  const text = editedReport(await openText(cipher, tx, before ?? original), edits);
  const read = text.ok ? context.readReport(text.value).report : text;
  if (!text.ok || !read.ok) {
    const { code, params } = (read as { readonly failure: ImportFailure }).failure;
    throw new Refusal('invalid', failureKey(code), params);
  }
  await saveEdited(tx, id, cipher.seal(tx.hotel, Buffer.from(text.value, 'utf8')));
  const decision: Decision = { action: 'edit', lifts: new Set(), choices: new Map() };
  const became = await atOnce(context, tx, (writing) => tryNow(context, writing, id, decision));
  return tell(context, tx, 'edit', message, became, { corrected: Object.keys(edits) });
}

async function imported(
  context: CommandContext,
  tx: HotelTx,
  meant: Meant,
  choices: ReadonlyMap<number, Choice>,
): Answered {
  const message = await begin(context, tx, meant, 'import');
  const { id, status } = message;
  const decision: Decision = { action: 'import', lifts: liftedByChoosing, choices };
  const inventory = await context.host.inventory(tx);
  const became = await atOnce(context, tx, async (writing) => {
    try {
      return await writing.savepoint(async () => {
        const one = await tryNow(context, writing, id, decision, (report) =>
          checkChoices(report, choices, inventory),
        );
        if (one.failure) throw new NotImported(one);
        return one;
      });
    } catch (error) {
      if (!(error instanceof NotImported)) throw error;
      await logOnly(context, tx, id, 'import', { ...error.became, status });
      return error.became;
    }
  });
  const chosen = [...choices].map(([slot, choice]) => ({ slot, ...choice }));
  const { failure } = became;
  return tell(context, tx, 'import', message, failure ? { status, failure } : became, { chosen });
}

/** The reservation that a person names is the booking that its agency cancels: it is cancelled by the rules of any other. */
async function cancelled(
  context: CommandContext,
  tx: HotelTx,
  message: Numbered,
  reservation: ReservationId,
  note: Note,
): Answered {
  await refuseOvertaken(context.platform, tx, message);
  const decision: Decision = { action: 'resolve', lifts: new Set(), choices: new Map() };
  const became = await atOnce(context, tx, async (writing) => {
    await linkToApply(context, writing, message, reservation);
    return tryNow(context, writing, message.id, decision);
  });
  const said = { ...became, failure: undefined, note: sealedNote(context.platform, tx, note) };
  if (Object.values(note).some((one) => one !== null))
    await logOnly(context, tx, message.id, 'resolve', said);
  return tell(context, tx, 'resolve', message, became, { resolution: 'entered_by_hand', reservation });
}

/**
 * A change that came before anybody had answered for an earlier message of its booking: that one is what the reservation was entered for. The
 * change is then tried by all the rules. Undefined where there is no such message.
 */
async function changedMeanwhile(
  context: CommandContext,
  tx: HotelTx,
  message: Numbered,
  reservation: ReservationId,
  note: Note,
): Promise<Awaited<Answered> | undefined> {
  const { platform } = context;
  const asked = (await placeIn(platform, tx, message))?.settles.find(awaitsAnswer);
  const earlier = asked && (await messageById(tx, asked.id));
  if (!earlier) return undefined;
  const said = { resolution: 'entered_by_hand', reservation } as const;
  const decision: Decision = { action: 'resolve', lifts: new Set(), choices: new Map() };
  const became = await atOnce(context, tx, async (writing) => {
    const status = await settleByHand(context, writing, earlier, { ...said, action: 'resolve', note });
    await tell(context, tx, 'resolve', earlier, { status, failure: undefined }, said);
    return tryNow(context, writing, message.id, decision);
  });
  return tell(context, tx, 'resolve', message, became, said);
}

async function settled(
  context: CommandContext,
  tx: HotelTx,
  meant: Meant,
  action: 'reject' | 'resolve' | 'ignore',
  how: { readonly resolution: Resolution | undefined; readonly reservation: ReservationId | undefined },
  note: Note,
): Answered {
  const message = await begin(context, tx, meant, action);
  const { bookingNumber, kind, status: stood } = message;
  const isLinked = how.resolution === 'entered_by_hand' && how.reservation && bookingNumber;
  if (isLinked && kind === 'cancellation' && mayHappen('taken_up', stood))
    return cancelled(context, tx, { ...message, bookingNumber }, how.reservation, note);
  const meanwhile =
    isLinked && (await changedMeanwhile(context, tx, { ...message, bookingNumber }, how.reservation, note));
  if (meanwhile) return meanwhile;
  const status = await atOnce(context, tx, (writing) =>
    settleByHand(context, writing, message, { ...how, action, note }),
  );
  const { resolution = null, reservation = null } = how;
  return tell(context, tx, action, message, { status, failure: undefined }, { resolution, reservation });
}

export const createRetryNow =
  (context: CommandContext): RetryNow =>
  (tx, meant) =>
    taken(context, tx, meant, 'retry');

export const createCommands = (context: CommandContext): Commands => {
  const nothing = { resolution: undefined, reservation: undefined };
  return {
    accept: (tx, meant, seen) => taken(context, tx, meant, 'accept', seen),
    edit: (tx, meant, edits) => edited(context, tx, meant, edits),
    import: (tx, meant, choices) => imported(context, tx, meant, choices),
    reject: (tx, meant, note) =>
      settled(context, tx, meant, 'reject', { ...nothing, resolution: 'kept' }, note),
    resolve: (tx, meant, how, note) => settled(context, tx, meant, 'resolve', how, note),
    ignore: (tx, meant, note) => settled(context, tx, meant, 'ignore', nothing, note),
  };
};
