// What a message would change of the reservation that the PMS holds, part by part. Pure.
import type { ImportDifferenceAnswer } from '../../api/index.js';
import type { BookedReport, BookingReport } from '../../domain/booking-report.js';
import type { RoomTypeId } from '../../domain/ids.js';
import { namesOf } from '../../domain/room.js';
import type { HostReservation, RoomInventory } from '../../host/port.js';
import type { MeaningOf } from '../mappings/mapping.js';

interface Part {
  readonly part: ImportDifferenceAnswer['part'];
  readonly before: string;
  readonly after: string;
  /** What the agency had said before this message; null where nothing of it took effect here. */
  readonly agencyBefore: string | null;
}

const dates = ({ checkIn, checkOut }: { readonly checkIn: string; readonly checkOut: string }) =>
  `${checkIn} – ${checkOut}`;

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** `2 × Single, 1 × Twin`, in order of name; what leads to no type goes by its code. */
function counted(names: readonly string[]): string {
  const byName = [...Map.groupBy(names, (name) => name)].sort(([a], [b]) => (a < b ? -1 : 1));
  return byName.map(([name, rooms]) => `${rooms.length} × ${name}`).join(', ');
}

/** The types of the rooms that the reservation holds: as `booked`, where plans say so, since an upgrade changes nothing. */
function typesHeld({ nights }: HostReservation, booked: readonly RoomTypeId[], inventory: RoomInventory) {
  if (booked.length > 0) return booked;
  const rooms = new Map(inventory.rooms.map(({ id, typeId }) => [id, typeId]));
  return [...new Set(nights.map(({ roomId }) => roomId))].flatMap((id) => rooms.get(id) ?? []);
}

type Sayings = Readonly<Record<'dates' | 'rooms' | 'people' | 'price', string>>;

function saidBy(report: BookedReport, inventory: RoomInventory, meaningOf: MeaningOf): Sayings {
  const nameOf = namesOf(inventory.types);
  const types = report.rooms.map(({ nights }) => {
    const code = nights[0]?.roomTypeCode ?? '';
    const type = meaningOf(report.agency, code)?.typeId;
    return type === undefined ? code : nameOf(type);
  });
  const nights = report.rooms.flatMap((room) => room.nights);
  return {
    dates: dates(report),
    rooms: counted(types),
    people: String(sum(report.rooms.map((room) => room.nights[0]?.people ?? 0))),
    price: String(sum(nights.map(({ price }) => price))),
  };
}

function heldBy(
  reservation: HostReservation,
  booked: readonly RoomTypeId[],
  inventory: RoomInventory,
): Sayings {
  const { nights } = reservation;
  const firstNight = nights[0]?.date;
  const people = nights.filter(({ date }) => date === firstNight).map((night) => night.people);
  return {
    dates: dates(reservation),
    rooms: counted(typesHeld(reservation, booked, inventory).map(namesOf(inventory.types))),
    people: String(sum(people)),
    price: String(sum(nights.map(({ price }) => price))),
  };
}

const compared = ['dates', 'rooms', 'people', 'price'] as const;

/** What the PMS has of the booking, and what its agency had said of it. */
export interface Held {
  readonly reservation: HostReservation;
  /** The types that plans of the reservation were booked as, none where there are no plans. */
  readonly booked: readonly RoomTypeId[];
  readonly agencyBefore: BookingReport | undefined;
}

export function differencesOf(
  report: BookingReport,
  { reservation, booked, agencyBefore }: Held,
  inventory: RoomInventory,
  meaningOf: MeaningOf,
): Part[] {
  const statusAfter = report.kind === 'cancellation' ? 'cancelled' : 'booked';
  const isOther = (reservation.status === 'cancelled') !== (report.kind === 'cancellation');
  const status = {
    part: 'status' as const,
    before: reservation.status,
    after: statusAfter,
    agencyBefore: null,
  };
  const first = isOther ? [status] : [];
  if (report.kind === 'cancellation') return first;
  const held = heldBy(reservation, booked, inventory);
  const said = saidBy(report, inventory, meaningOf);
  const had =
    agencyBefore && agencyBefore.kind !== 'cancellation'
      ? saidBy(agencyBefore, inventory, meaningOf)
      : undefined;
  const parts = compared.map((part) => ({
    ...{ part, before: held[part], after: said[part], agencyBefore: had?.[part] ?? null },
  }));
  return [...first, ...parts.filter(({ before, after }) => before !== after)];
}
