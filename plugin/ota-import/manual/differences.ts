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

function partsOf(
  report: BookedReport,
  reservation: HostReservation,
  booked: readonly RoomTypeId[],
  inventory: RoomInventory,
  meaningOf: MeaningOf,
): Part[] {
  const nameOf = namesOf(inventory.types);
  const firstNight = reservation.nights[0]?.date;
  const heldPeople = reservation.nights.filter(({ date }) => date === firstNight).map(({ people }) => people);
  const saidTypes = report.rooms.map(({ nights }) => {
    const code = nights[0]?.roomTypeCode ?? '';
    const type = meaningOf(report.agency, code)?.typeId;
    return type === undefined ? code : nameOf(type);
  });
  const saidNights = report.rooms.flatMap(({ nights }) => nights);
  return [
    { part: 'dates', before: dates(reservation), after: dates(report) },
    {
      part: 'rooms',
      before: counted(typesHeld(reservation, booked, inventory).map(nameOf)),
      after: counted(saidTypes),
    },
    {
      part: 'people',
      before: String(sum(heldPeople)),
      after: String(sum(report.rooms.map(({ nights }) => nights[0]?.people ?? 0))),
    },
    {
      part: 'price',
      before: String(sum(reservation.nights.map(({ price }) => price))),
      after: String(sum(saidNights.map(({ price }) => price))),
    },
  ];
}

/** `booked`: the types that plans of the reservation were booked as, none where there are no plans. */
export function differencesOf(
  report: BookingReport,
  reservation: HostReservation,
  booked: readonly RoomTypeId[],
  inventory: RoomInventory,
  meaningOf: MeaningOf,
): Part[] {
  const statusAfter = report.kind === 'cancellation' ? 'cancelled' : 'booked';
  const isOther = (reservation.status === 'cancelled') !== (report.kind === 'cancellation');
  const status: Part[] = isOther ? [{ part: 'status', before: reservation.status, after: statusAfter }] : [];
  if (report.kind === 'cancellation') return status;
  const parts = partsOf(report, reservation, booked, inventory, meaningOf);
  return [...status, ...parts.filter(({ before, after }) => before !== after)];
}
