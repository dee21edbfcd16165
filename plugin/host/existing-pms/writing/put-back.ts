// Puts back what a person made of a reservation after the PMS's own edit has overwritten it, within the caller's transaction.
import type { HostHotelTx, PutBack } from '../../port.js';
import { systemUser } from '../functions.js';
import { write } from '../gate.js';
import { guestsToKeep, notesToKeep, type ParkingToKeep, parkingToKeep, withoutSpot } from './kept.js';

/** Payments that name the client of the message are the booker's. */
async function putBackBooker(tx: HostHotelTx, { before, after }: PutBack): Promise<void> {
  if (before.booker === after.booker) return;
  await write(
    tx,
    `UPDATE reservation_payments SET client_id = :booker, updated_by = ${systemUser}
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND client_id = :written`,
    { hotel: tx.hotel, reservation: after.id, booker: before.booker, written: after.booker },
  );
}

async function putBackGuests(tx: HostHotelTx, what: PutBack): Promise<void> {
  const guests = guestsToKeep(what);
  await write(
    tx,
    `DELETE FROM reservation_clients WHERE hotel_id = :hotel AND reservation_details_id = ANY(CAST(:nights AS uuid[]))`,
    { hotel: tx.hotel, nights: what.after.nights.map(({ id }) => id) },
  );
  await write(
    tx,
    `INSERT INTO reservation_clients (hotel_id, reservation_details_id, client_id, created_by, updated_by)
     SELECT :hotel, g.night, g.client, ${systemUser}, ${systemUser}
       FROM jsonb_to_recordset(CAST(:guests AS jsonb)) AS g(night uuid, client uuid)`,
    { hotel: tx.hotel, guests: JSON.stringify(guests) },
  );
}

/** Of these spots and dates, the ones that somebody has; `spot date` each. */
async function takenSpots(tx: HostHotelTx, parking: readonly ParkingToKeep[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ spot: number; date: string }>(
    `SELECT p.parking_spot_id AS spot, to_char(p.date, 'YYYY-MM-DD') AS date FROM reservation_parking p
      WHERE p.hotel_id = :hotel AND p.cancelled IS NULL AND p.parking_spot_id = ANY(:spots) AND p.date = ANY(CAST(:dates AS date[]))`,
    {
      hotel: tx.hotel,
      spots: parking.flatMap(({ parked }) => parked.flatMap(({ spot }) => spot ?? [])),
      dates: parking.map(({ date }) => date),
    },
  );
  return new Set(rows.map(({ spot, date }) => `${spot} ${date}`));
}

/** One add-on of each night belongs to its parking, as the PMS gives them; what a person entered beside it follows. */
async function park(tx: HostHotelTx, parking: readonly ParkingToKeep[]): Promise<void> {
  await write(
    tx,
    `WITH wanted AS MATERIALIZED (
       SELECT w.*, gen_random_uuid() AS first_addon
         FROM jsonb_to_recordset(CAST(:parking AS jsonb)) AS w(night uuid, date date, parked jsonb, addons jsonb)),
     addons AS (
       INSERT INTO reservation_addons (id, hotel_id, reservation_detail_id, addons_global_id, addons_hotel_id, addon_name, addon_type,
         quantity, price, tax_type_id, tax_rate, created_by, updated_by)
       SELECT CASE WHEN a.place = 1 THEN w.first_addon ELSE gen_random_uuid() END, :hotel, w.night, x.addons_global_id, x.addons_hotel_id,
              x.addon_name, x.addon_type, COALESCE(x.quantity, 1), x.price, x.tax_type_id, x.tax_rate, ${systemUser}, ${systemUser}
         FROM wanted w CROSS JOIN LATERAL jsonb_array_elements(w.addons) WITH ORDINALITY AS a(addon, place)
        CROSS JOIN LATERAL jsonb_to_record(a.addon) AS x(addons_global_id integer, addons_hotel_id integer, addon_name text,
              addon_type text, quantity integer, price numeric, tax_type_id integer, tax_rate numeric))
     INSERT INTO reservation_parking (hotel_id, reservation_details_id, reservation_addon_id, vehicle_category_id, parking_spot_id, date,
       status, created_by)
     SELECT :hotel, w.night, CASE WHEN p.place = 1 AND jsonb_array_length(w.addons) > 0 THEN w.first_addon END, x."vehicleCategory", x.spot,
            w.date, COALESCE(x.status, 'confirmed'), ${systemUser}
       FROM wanted w CROSS JOIN LATERAL jsonb_array_elements(w.parked) WITH ORDINALITY AS p(parked, place)
      CROSS JOIN LATERAL jsonb_to_record(p.parked) AS x(spot integer, "vehicleCategory" integer, status text)`,
    { hotel: tx.hotel, parking: JSON.stringify(parking) },
  );
}

/** Answers with the dates on which somebody else has the spot. */
async function putBackParking(tx: HostHotelTx, what: PutBack): Promise<string[]> {
  const parking = parkingToKeep(what);
  if (parking.length === 0) return [];
  const taken = await takenSpots(tx, parking);
  const isFree = ({ date, parked }: ParkingToKeep) =>
    !parked.some(({ spot }) => taken.has(`${spot} ${date}`));
  await park(tx, parking.filter(isFree));
  return parking.filter((one) => !isFree(one)).map(({ date }) => date);
}

/** See `HostPort.putBack`. */
export async function putBack(tx: HostHotelTx, what: PutBack): Promise<void> {
  const { before, after, parts } = what;
  if (parts.includes('booker')) await putBackBooker(tx, what);
  if (parts.includes('guests')) await putBackGuests(tx, what);
  const unparked = parts.includes('parking') ? await putBackParking(tx, what) : [];
  const kept = (part: PutBack['parts'][number]) => (parts.includes(part) ? before : after);
  await write(
    tx,
    `UPDATE reservations SET reservation_client_id = :booker, comment = :comment, check_in_time = CAST(:arrival AS time),
            check_out_time = CAST(:departure AS time), has_important_comment = has_important_comment OR :important, updated_by = ${systemUser}
      WHERE hotel_id = :hotel AND id = :reservation`,
    {
      hotel: tx.hotel,
      reservation: after.id,
      booker: kept('booker').booker,
      comment: notesToKeep(what, withoutSpot(unparked)),
      arrival: kept('arrival').arrival,
      departure: kept('departure').departure,
      important: unparked.length > 0,
    },
  );
}
