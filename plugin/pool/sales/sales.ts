// What a person is told to stop selling, and has stopped.
import { addDays, businessDate, type HotelDate } from '../../domain/hotel-date.js';
import type { HotelId, RoomTypeId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import { namesOf } from '../../domain/room.js';
import type { HostPort, RoomInventory } from '../../host/port.js';
import type { SalesToStopAnswer } from '../../api/index.js';
import { currentClerk, currentUserId } from '../../platform/context.js';
import type { AuditEntry } from '../../platform/audit/index.js';
import { type HotelSql, type HotelTx, inHotel } from '../../platform/database/index.js';
import { refuseChanged } from '../../platform/http/index.js';
import type { Platform } from '../../platform/index.js';
import {
  type Allowance,
  heldRooms,
  neededNights,
  overbookingAllowances,
  resumeNights,
  saveAllowance,
  stoppedNights,
  stopNights,
} from './sales-repository.js';
import { type Sale, salesToStop, type TypeNight } from './sales-to-stop.js';

/** Types and nights at most, of stays without a room and of stopped sales each. */
const mostNights = 1_000;

/** Nights of a type, from `from` on. */
export interface NightsMeant {
  readonly type: RoomTypeId;
  readonly from: HotelDate;
  readonly nights: number;
}

export interface Sales {
  toStop(hotel: HotelId): Promise<SalesToStopAnswer>;
  /** 手仕舞い済み: the person has stopped selling these. Throws a Refusal of a type that is none of the hotel; so do the others. */
  stop(tx: HotelTx, meant: NightsMeant): Promise<SalesToStopAnswer>;
  /** 再販: they are sold again. */
  resume(tx: HotelTx, meant: NightsMeant): Promise<SalesToStopAnswer>;
  /**
   * Stays without a room of the type that the hotel intends to have on a night, at most; `version` is the one that was seen. Throws a Refusal
   * too where it was changed since.
   */
  allow(tx: HotelTx, type: RoomTypeId, allowance: Allowance): Promise<SalesToStopAnswer>;
}

interface Parts {
  readonly platform: Platform;
  readonly host: HostPort;
}

/** By type and night how many of its rooms for sale nobody holds. */
async function freeRooms(sql: HotelSql, { rooms }: RoomInventory, nights: readonly HotelDate[]) {
  const held = new Set((await heldRooms(sql, nights)).map(({ night, room }) => `${night} ${room}`));
  const physical = Map.groupBy(
    rooms.filter(({ sellable }) => sellable),
    ({ typeId }) => typeId,
  );
  return ({ type, night }: TypeNight) => {
    const own = new Set((physical.get(type) ?? []).map((room) => room.physical));
    return [...own].filter((room) => !held.has(`${night} ${room}`)).length;
  };
}

const saleAnswer = (
  { type, night, stopped, ...figures }: Sale,
  typeNamed: (id: RoomTypeId) => { id: number; name: string },
) => ({
  ...figures,
  ...{ type: typeNamed(type), night },
  stopped: stopped
    ? { at: stopped.at.toISOString(), userId: stopped.by ?? null, clerk: stopped.clerk ?? null }
    : null,
});

/** Of a type for which nobody has set any. */
const untouched: Allowance = { stays: 0, version: 0 };

async function toStop(
  { platform: { clock, calendar }, host }: Parts,
  sql: HotelSql,
): Promise<SalesToStopAnswer> {
  const today = businessDate(clock.now(), calendar);
  const needed = await neededNights(sql, today, mostNights + 1);
  const stopped = await stoppedNights(sql, today, mostNights + 1);
  const allowances = await overbookingAllowances(sql);
  const inventory = await host.inventory(sql);
  const nights = [...new Set([...needed, ...stopped].map(({ night }) => night))];
  const free = nights.length === 0 ? () => 0 : await freeRooms(sql, inventory, nights);
  const nameOf = namesOf(inventory.types);
  const typeNamed = (id: RoomTypeId) => ({ id, name: nameOf(id) });
  const intended = new Map(
    [...allowances].flatMap(([type, { stays }]) => (stays > 0 ? [[type, stays]] : [])),
  );
  const types = new Set([...inventory.types.map(({ id }) => id), ...intended.keys()]);
  return {
    items: salesToStop(needed, stopped, intended, free).map((sale) => saleAnswer(sale, typeNamed)),
    allowances: [...types].map((type) => ({ type: typeNamed(type), ...(allowances.get(type) ?? untouched) })),
    complete: needed.length <= mostNights && stopped.length <= mostNights,
  };
}

async function refuseUnknown({ host }: Parts, tx: HotelTx, type: RoomTypeId): Promise<void> {
  const { types } = await host.inventory(tx);
  if (!types.some(({ id }) => id === type)) throw new Refusal('not_found', 'pool.type_unknown', { type });
}

async function done(parts: Parts, tx: HotelTx, command: AuditEntry): Promise<SalesToStopAnswer> {
  const { audit, events } = parts.platform;
  await audit.record(tx, command);
  await events.record(tx, 'booking-plans');
  return toStop(parts, tx);
}

async function mark(parts: Parts, tx: HotelTx, action: 'stop' | 'resume', meant: NightsMeant) {
  const { type, from, nights } = meant;
  await refuseUnknown(parts, tx, type);
  const span = { type, from, to: addDays(from, nights) };
  const changed =
    action === 'stop'
      ? await stopNights(tx, span, {
          ...{ by: currentUserId(), clerk: currentClerk(), at: parts.platform.clock.now() },
        })
      : await resumeNights(tx, span);
  const stopped = action === 'stop' ? nights - changed : changed;
  return done(parts, tx, {
    ...{ action: `sales.${action}`, subject: `room-type:${type}` },
    details: {
      ...{ from, nights },
      before: { stoppedNights: stopped },
      after: { stoppedNights: action === 'stop' ? nights : 0 },
    },
  });
}

async function allow(parts: Parts, tx: HotelTx, type: RoomTypeId, allowance: Allowance) {
  await refuseUnknown(parts, tx, type);
  const standing = async () => (await overbookingAllowances(tx)).get(type) ?? untouched;
  const before = await standing();
  refuseChanged(allowance.version, before.version);
  // Somebody was sooner by a moment.
  if (!(await saveAllowance(tx, type, allowance)))
    refuseChanged(allowance.version, (await standing()).version);
  return done(parts, tx, {
    ...{ action: 'overbooking-allowance.change', subject: `room-type:${type}` },
    details: { before: { stays: before.stays }, after: { stays: allowance.stays } },
  });
}

export const createSales = (parts: Parts): Sales => ({
  toStop: (hotel) => toStop(parts, inHotel(parts.platform.database, hotel)),
  stop: (tx, meant) => mark(parts, tx, 'stop', meant),
  resume: (tx, meant) => mark(parts, tx, 'resume', meant),
  allow: (...asked) => allow(parts, ...asked),
});
