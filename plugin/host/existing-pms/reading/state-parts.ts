// A reservation's rows as parts: which columns of the PMS say what. Pure.
import type { PartRow, PartRows } from '../../../domain/reservation-state.js';

/** A row of the PMS, whatever columns this PMS has. */
export type PmsRow = Readonly<Record<string, unknown>>;

export interface ClientRow {
  readonly id: string;
  readonly name: string | null;
  readonly name_kana: string | null;
  readonly name_kanji: string | null;
  readonly writer: number | null;
}

/** One night of one room with everything that hangs on it. */
export interface NightRows {
  readonly night: PmsRow & { readonly id: string; readonly date: string };
  readonly rates: readonly PmsRow[] | null;
  readonly addons: readonly PmsRow[] | null;
  readonly guests: readonly ClientRow[] | null;
  /** Numbers of users. */
  readonly guestWriters: readonly string[] | null;
  readonly parking: readonly PmsRow[] | null;
}

export interface StateRows {
  readonly reservation: PmsRow & { readonly id: string };
  readonly booker: ClientRow | null;
  readonly nights: readonly NightRows[] | null;
  readonly payments: readonly PmsRow[] | null;
}

const value = (found: unknown): string | number | boolean | null =>
  typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? found : null;

/** A PMS that lacks a column says nothing there. */
const pick = (row: PmsRow, ...columns: readonly string[]): PartRow =>
  Object.fromEntries(columns.map((column) => [column, value(row[column])]));

const isActive = ({ night }: NightRows) => value(night.cancelled) === null;
const isCharged = (rows: NightRows) => isActive(rows) || rows.night.billable === true;

export const activeNights = ({ nights }: StateRows): NightRows[] => (nights ?? []).filter(isActive);

/** The add-on 駐車場 goes with the parking, which gives it. */
export const isParkingAddon = (addon: PmsRow): boolean => addon.addon_type === 'parking';
export const isParked = (parking: PmsRow): boolean => value(parking.cancelled) === null;

const addonColumns = [
  ...['addons_global_id', 'addons_hotel_id', 'addon_name', 'addon_type', 'quantity', 'price'],
  ...['tax_type_id', 'tax_rate', 'sales_category'],
];
const rateColumns = [
  ...['adjustment_type', 'adjustment_value', 'include_in_cancel_fee', 'tax_type_id', 'tax_rate', 'price'],
  'sales_category',
];
const planColumns = ['plans_global_id', 'plans_hotel_id', 'plan_name'];

/** Rows of what hangs on a night, each with the night's date. */
const dated = (nights: readonly NightRows[], of: (rows: NightRows) => readonly PartRow[]): PartRow[] =>
  nights.flatMap((rows) => of(rows).map((row) => ({ date: rows.night.date, ...row })));

const nameOf = ({ name, name_kana, name_kanji }: ClientRow): PartRow => ({
  ...{ name, kana: name_kana, kanji: name_kanji },
});

/** By link, and by name: a person may have chosen another client, or corrected this one. */
const bookerOf = (booker: ClientRow): PartRow[] => [{ client: booker.id }, nameOf(booker)];

/** The links night by night, each name once. */
function guestsOf(active: readonly NightRows[]): PartRow[] {
  const names = new Map(
    active.flatMap(({ guests }) => guests ?? []).map((guest) => [guest.id, nameOf(guest)]),
  );
  return [
    ...dated(active, ({ guests }) => (guests ?? []).map(({ id }) => ({ client: id }))),
    ...names.values(),
  ];
}

function plansOf({ night: row }: NightRows): PartRow[] {
  const plan = pick(row, ...planColumns);
  return Object.values(plan).every((said) => said === null) ? [] : [{ ...plan, ...pick(row, 'plan_type') }];
}

const parkingOf = ({ parking, addons }: NightRows): PartRow[] => [
  ...(parking ?? [])
    .filter(isParked)
    .map((row) => pick(row, 'parking_spot_id', 'vehicle_category_id', 'status')),
  ...(addons ?? []).filter(isParkingAddon).map((row) => pick(row, ...addonColumns)),
];

/** A payment that stands on an invoice or a receipt is another one than the same without. */
const paymentOf = (row: PmsRow): PartRow => ({
  ...pick(row, 'date', 'payment_type_id', 'value', 'comment'),
  invoiced: value(row.invoice_id) !== null,
  receipted: value(row.receipt_id) !== null,
});

/** What the PMS leaves as empty text is as good as nothing. */
const notesOf = (reservation: PmsRow): PartRow[] =>
  reservation.comment ? [pick(reservation, 'comment')] : [];

export function partsOf(rows: StateRows): PartRows {
  const { reservation, booker, payments } = rows;
  const active = activeNights(rows);
  return {
    dates: [pick(reservation, 'check_in', 'check_out')],
    nights: dated(active, () => [{}]),
    people: [
      pick(reservation, 'number_of_people'),
      ...dated(active, (one) => [pick(one.night, 'number_of_people')]),
    ],
    // A night that is cancelled and still charged for says a price too.
    prices: dated((rows.nights ?? []).filter(isCharged), (one) => [pick(one.night, 'price', 'billable')]),
    plans: dated(active, plansOf),
    addons: dated(active, ({ addons }) =>
      (addons ?? []).filter((addon) => !isParkingAddon(addon)).map((addon) => pick(addon, ...addonColumns)),
    ),
    surcharges: dated(active, ({ rates }) => (rates ?? []).map((rate) => pick(rate, ...rateColumns))),
    payments: (payments ?? []).map(paymentOf),
    booker: booker ? bookerOf(booker) : [],
    guests: guestsOf(active),
    notes: notesOf(reservation),
    arrival: [pick(reservation, 'check_in_time')],
    departure: [pick(reservation, 'check_out_time')],
    parking: dated(active, parkingOf),
  };
}
