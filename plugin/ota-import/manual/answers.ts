// Messages as the screens are told of them. Pure.
import type {
  HeldReservationAnswer,
  ImportMessageAnswer,
  ImportMessageContentAnswer,
} from '../../api/index.js';
import type { BookingReport } from '../../domain/booking-report.js';
import type { DayUseHours } from '../../domain/day-use.js';
import type { ReservationId } from '../../domain/ids.js';
import { failureKey } from '../../domain/import-failure.js';
import type { ImportWarning } from '../../domain/import-warning.js';
import { fill } from '../../domain/refusal.js';
import { namesOf } from '../../domain/room.js';
import type { HostReservation, RoomInventory } from '../../host/port.js';
import { contentsOf } from '../../tl-lincoln/index.js';
import { hoursOf } from '../applying/day-use-hours.js';
import type { MeaningOf } from '../mappings/mapping.js';
import { failureSentences } from '../messages.js';
import { warningSentences } from '../warning-messages.js';
import { type MessageFacts, possibleActions } from './actions.js';
import type { StoredMessage } from '../ledger/looked-after-repository.js';

const textIn = (value: unknown) => (typeof value === 'string' ? value : undefined);

export const factsOf = ({
  status,
  kind,
  failureCode,
  failureParams,
  state,
}: StoredMessage): MessageFacts => ({
  status,
  kind: kind ?? undefined,
  failureCode: failureCode ?? undefined,
  heldParts: textIn(failureParams?.['parts']),
  isHeld: state === 'held',
});

/** The failure in words, by where it left the message; null where there is none. */
export function reasonOf(code: string | null, params: StoredMessage['failureParams'] = {}, status?: string) {
  if (code === null) return null;
  const key = failureKey(code);
  const { ja, en } = failureSentences(code, status);
  // Attempts of older builds do not say what they were about.
  const filled = (sentence: string) => fill(sentence, params).replaceAll(/\{\w+\}/g, '…');
  return { key, params, text: { ja: filled(ja), en: filled(en) } };
}

/** What was mended, set aside or odd in it, in words. */
const warningOf = ({ code, params }: ImportWarning) => {
  const { key, ja, en } = warningSentences(code);
  return { key, params, text: { ja: fill(ja, params), en: fill(en, params) } };
};

export const outlineOf = (message: StoredMessage) => ({
  id: message.id,
  version: message.version,
  state: message.state,
  status: message.status,
  kind: message.kind,
  agency: message.agency,
  bookingNumber: message.bookingNumber,
  checkIn: message.checkIn,
  receivedAt: message.receivedAt.toISOString(),
  attempts: message.attempts,
  nextAttemptAt: message.nextAttemptAt?.toISOString() ?? null,
  reason: reasonOf(message.failureCode, message.failureParams, message.status),
  resolution: message.resolution,
  warnings: message.warnings.map(warningOf),
});

export const messageAnswer = (
  message: StoredMessage,
  reservationId: ReservationId | undefined,
): ImportMessageAnswer => ({
  ...outlineOf(message),
  reservationId: reservationId ?? null,
  actions: possibleActions(factsOf(message)),
});

export function contentAnswer(
  report: BookingReport,
  { types }: Pick<RoomInventory, 'types'>,
  meaningOf: MeaningOf,
  edited: boolean,
  usualDayUse: DayUseHours,
): ImportMessageContentAnswer {
  const {
    guestName = null,
    guestKana = null,
    planName = null,
    total = null,
    ...rest
  } = contentsOf(report.document);
  const nameOf = namesOf(types);
  const common = { guestName, guestKana, planName, total, remarks: [...rest.remarks], edited };
  if (report.kind === 'cancellation') {
    const { cancellationCharge } = report;
    const none = { checkIn: null, checkOut: null, people: null, dayUse: null, rooms: [] };
    return { ...common, ...none, cancellationCharge };
  }
  const rooms = report.rooms.map(({ slot, nights }) => {
    const roomCode = nights[0]?.roomTypeCode ?? '';
    const type = meaningOf(report.agency, roomCode)?.typeId;
    return {
      ...{ slot, roomCode, roomName: rest.roomNames.get(roomCode) ?? null },
      type: type === undefined ? null : { id: type, name: nameOf(type) },
      nights: nights.map(({ roomTypeCode, ...night }) => ({ ...night, roomCode: roomTypeCode })),
    };
  });
  const { checkIn, checkOut, people } = report;
  const dayUse = hoursOf(report, usualDayUse) ?? null;
  return { ...common, checkIn, checkOut, people, dayUse, rooms, cancellationCharge: null };
}

export function reservationAnswer(
  { id, status, checkIn, checkOut, nights }: HostReservation,
  guestName: string | undefined,
  inventory: RoomInventory,
): HeldReservationAnswer {
  const nameOf = namesOf(inventory.types);
  const rooms = [...Map.groupBy(nights, ({ roomId }) => roomId)].flatMap(([roomId, held]) => {
    const room = inventory.rooms.find((one) => one.id === roomId);
    if (!room) return [];
    const type = { id: room.typeId, name: nameOf(room.typeId) };
    const told = held.map(({ date, people, price }) => ({ date, people, price: Math.round(price) }));
    return [{ id: roomId, number: room.number, type, nights: told }];
  });
  return { id, status, guestName: guestName ?? null, checkIn, checkOut, rooms };
}
