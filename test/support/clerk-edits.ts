// What a clerk does to a reservation in the PMS's own pages, as the rows that those write.
import type { World } from './world.js';

export const clerk = 3;

export interface ClerkEdits {
  /** One more night after the last, a copy of it with all that hangs on it. */
  readonly addNight: (number: string) => Promise<void>;
  readonly cancelNight: (number: string, date: string) => Promise<void>;
  readonly deleteNight: (number: string, date: string) => Promise<void>;
  readonly changePrice: (number: string, price: number) => Promise<void>;
  readonly changePeople: (number: string, people: number) => Promise<void>;
  readonly changePlan: (number: string, name: string) => Promise<void>;
  readonly addAddon: (number: string, name: string) => Promise<void>;
  readonly addSurcharge: (number: string, price: number) => Promise<void>;
  readonly addPayment: (number: string, value: number) => Promise<void>;
  readonly deletePayments: (number: string) => Promise<void>;
  readonly note: (number: string, text: string) => Promise<void>;
  readonly correctName: (number: string, kanji: string, kana: string) => Promise<void>;
  readonly chooseBooker: (number: string, kanji: string) => Promise<void>;
  readonly arriveAt: (number: string, time: string) => Promise<void>;
  /** On every night of the stay, with an add-on that costs something. */
  readonly park: (number: string, spot: number) => Promise<void>;
  readonly cancelParking: (number: string) => Promise<void>;
  readonly moveTo: (number: string, room: number) => Promise<void>;
  readonly checkIn: (number: string) => Promise<void>;
  readonly cancel: (number: string) => Promise<void>;
}

const reservation = 'SELECT id FROM reservations WHERE ota_reservation_id = $1';
const nights = `SELECT d.id FROM reservation_details d WHERE d.reservation_id IN (${reservation}) AND d.cancelled IS NULL`;

export function clerkEdits({ rows }: Pick<World, 'rows'>): ClerkEdits {
  const run = async (statement: string, ...values: unknown[]) => void (await rows(statement, values));

  return {
    async addNight(number) {
      await run(
        `WITH last AS (
           SELECT d.* FROM reservation_details d WHERE d.id IN (${nights}) ORDER BY d.date DESC LIMIT 1),
         night AS (
           INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, plans_global_id, plans_hotel_id, plan_name, plan_type,
             number_of_people, price, billable, created_by)
           SELECT hotel_id, reservation_id, date + 1, room_id, plans_global_id, plans_hotel_id, plan_name, plan_type,
             number_of_people, price, billable, ${clerk} FROM last RETURNING id),
         rates AS (
           INSERT INTO reservation_rates (hotel_id, reservation_details_id, adjustment_type, adjustment_value, tax_type_id, tax_rate, price, created_by)
           SELECT k.hotel_id, night.id, k.adjustment_type, k.adjustment_value, k.tax_type_id, k.tax_rate, k.price, ${clerk}
             FROM reservation_rates k JOIN last ON last.id = k.reservation_details_id CROSS JOIN night)
         INSERT INTO reservation_clients (hotel_id, reservation_details_id, client_id, created_by)
         SELECT k.hotel_id, night.id, k.client_id, ${clerk} FROM reservation_clients k JOIN last ON last.id = k.reservation_details_id CROSS JOIN night`,
        number,
      );
      await run(
        `UPDATE reservations SET check_out = check_out + 1, updated_by = ${clerk} WHERE ota_reservation_id = $1`,
        number,
      );
    },
    cancelNight: (number, date) =>
      run(
        `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = FALSE, updated_by = ${clerk} WHERE id IN (${nights}) AND date = $2`,
        number,
        date,
      ),
    deleteNight: (number, date) =>
      run(`DELETE FROM reservation_details WHERE id IN (${nights}) AND date = $2`, number, date),
    changePrice: (number, price) =>
      run(
        `UPDATE reservation_details SET price = $2, updated_by = ${clerk} WHERE id IN (${nights})`,
        number,
        price,
      ),
    changePeople: (number, people) =>
      run(
        `UPDATE reservation_details SET number_of_people = $2, updated_by = ${clerk} WHERE id IN (${nights})`,
        number,
        people,
      ),
    changePlan: (number, name) =>
      run(
        `UPDATE reservation_details SET plan_name = $2, updated_by = ${clerk} WHERE id IN (${nights})`,
        number,
        name,
      ),
    addAddon: (number, name) =>
      run(
        `INSERT INTO reservation_addons (hotel_id, reservation_detail_id, addon_name, addon_type, quantity, price, created_by)
         SELECT hotel_id, id, $2, 'breakfast', 1, 1200, ${clerk} FROM reservation_details WHERE id IN (${nights})`,
        number,
        name,
      ),
    addSurcharge: (number, price) =>
      run(
        `INSERT INTO reservation_rates (hotel_id, reservation_details_id, adjustment_type, adjustment_value, tax_rate, price, created_by)
         SELECT hotel_id, id, 'flat_fee', $2, 0.1, $2, ${clerk} FROM reservation_details WHERE id IN (${nights})`,
        number,
        price,
      ),
    addPayment: (number, value) =>
      run(
        `INSERT INTO reservation_payments (hotel_id, reservation_id, client_id, date, value, payment_type_id, created_by)
         SELECT hotel_id, id, reservation_client_id, check_in, $2, 1, ${clerk} FROM reservations WHERE id IN (${reservation})`,
        number,
        value,
      ),
    deletePayments: (number) =>
      run(`DELETE FROM reservation_payments WHERE reservation_id IN (${reservation})`, number),
    note: (number, text) =>
      run(
        `UPDATE reservations SET comment = concat_ws(E'\\n', comment, CAST($2 AS text)), updated_by = ${clerk} WHERE ota_reservation_id = $1`,
        number,
        text,
      ),
    correctName: (number, kanji, kana) =>
      run(
        `UPDATE clients SET name_kanji = $2, name_kana = $3, updated_by = ${clerk}
          WHERE id IN (SELECT reservation_client_id FROM reservations WHERE ota_reservation_id = $1)`,
        number,
        kanji,
        kana,
      ),
    chooseBooker: (number, kanji) =>
      run(
        `WITH other AS (INSERT INTO clients (name, name_kanji, created_by) VALUES ('Other', $2, ${clerk}) RETURNING id)
         UPDATE reservations SET reservation_client_id = other.id, updated_by = ${clerk} FROM other WHERE ota_reservation_id = $1`,
        number,
        kanji,
      ),
    arriveAt: (number, time) =>
      run(
        `UPDATE reservations SET check_in_time = $2, updated_by = ${clerk} WHERE ota_reservation_id = $1`,
        number,
        time,
      ),
    park: (number, spot) =>
      run(
        `WITH addon AS (
           INSERT INTO reservation_addons (hotel_id, reservation_detail_id, addon_name, addon_type, price, created_by)
           SELECT hotel_id, id, '駐車場', 'parking', 500, ${clerk} FROM reservation_details WHERE id IN (${nights})
           RETURNING id, reservation_detail_id)
         INSERT INTO reservation_parking (hotel_id, reservation_details_id, reservation_addon_id, parking_spot_id, date, created_by)
         SELECT d.hotel_id, d.id, addon.id, $2, d.date, ${clerk} FROM addon JOIN reservation_details d ON d.id = addon.reservation_detail_id`,
        number,
        spot,
      ),
    cancelParking: (number) =>
      run(
        `UPDATE reservation_parking SET cancelled = gen_random_uuid(), updated_by = ${clerk} WHERE reservation_details_id IN (${nights})`,
        number,
      ),
    moveTo: (number, room) =>
      run(
        `UPDATE reservation_details SET room_id = $2, updated_by = ${clerk} WHERE id IN (${nights})`,
        number,
        room,
      ),
    checkIn: (number) =>
      run(
        `UPDATE reservations SET status = 'checked_in', updated_by = ${clerk} WHERE ota_reservation_id = $1`,
        number,
      ),
    async cancel(number) {
      await run(
        `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = FALSE, updated_by = ${clerk} WHERE id IN (${nights})`,
        number,
      );
      await run(
        `UPDATE reservations SET status = 'cancelled', updated_by = ${clerk} WHERE ota_reservation_id = $1`,
        number,
      );
    },
  };
}
