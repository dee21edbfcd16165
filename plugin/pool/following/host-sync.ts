// Brings our plans and nights up to what the PMS says, reading only what was written there since the last time.
import type { BookingPlan } from '../../domain/booking-plan.js';
import { addDays, businessDate } from '../../domain/hotel-date.js';
import type { BookingPlanId, HotelId, ReservationId, RoomId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import type { ReservationNight, HostPort, HostReservation, RoomInventory } from '../../host/port.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { follow, type Following, type PlanStanding } from './follow.js';
import type { PoolMetrics } from '../metrics.js';
import {
  areEntered,
  countedDays,
  leavesNights,
  mayHaveBeenAbsent,
  nightsStayedOn,
  presenceMoment,
  staysOn,
} from './presence.js';
import {
  type HostNight,
  knownReservations,
  releaseNights,
  settleNights,
} from '../plans/nights-repository.js';
import { withdrawFinal } from '../plans/final-rooms-repository.js';
import { addHistory } from '../plans/history.js';
import {
  changePlacedPlans,
  endPlans,
  holdingsOfReservations,
  type PlanHolding,
} from '../plans/repository.js';

export interface HostSync {
  /**
   * Under the hotel's lock, `inventory` having been read under it. Answers with whether more was found to do than one transaction should.
   */
  run(tx: HotelTx, inventory: RoomInventory): Promise<{ unfinished: boolean }>;
  /** As `run`, for reservations that are looked at without having been written. */
  follow(tx: HotelTx, rooms: readonly Room[], ids: readonly ReservationId[]): Promise<unknown>;
  /** Hotels in which something was changed that has not been followed. */
  look(): Promise<HotelId[]>;
}

/** A sync that says whether rooms may have come free, for those who share rooms that others hold. */
export interface HostFollowing extends HostSync {
  run(...at: Parameters<HostSync['run']>): Promise<{ nightsFreed: boolean; unfinished: boolean }>;
  follow(...at: Parameters<HostSync['follow']>): Promise<{ nightsFreed: boolean }>;
}

/** Reservations followed at a time, so that a long absence does not fill the memory. */
const portion = 500;

interface Followed {
  /** Whether screens show something else now. */
  readonly visible: boolean;
  readonly nightsFreed: boolean;
  readonly refused: boolean;
}

const sum = (parts: readonly Followed[]): Followed => ({
  visible: parts.some((part) => part.visible),
  nightsFreed: parts.some((part) => part.nightsFreed),
  refused: parts.some((part) => part.refused),
});

interface SyncContext {
  readonly platform: Platform;
  readonly host: HostPort;
  readonly metrics: PoolMetrics;
}

const planIds = (plans: readonly BookingPlan[]): BookingPlanId[] => plans.map(({ id }) => id);

const nothing: Following = { changed: [], standing: [], ended: [], hostNights: [] };

const nightsOf = ({ plan, room, from, to }: PlanStanding) => ({
  ...{ plan: plan.id, reservation: plan.reservationId!, room, from, to },
});

/** Plans that hold a night where they do not stand, and whether any plan lacks one where it does. */
function compared(holdings: readonly PlanHolding[], following: readonly Following[]) {
  const standing = new Map(following.flatMap((one) => one.standing).map((one) => [one.plan.id, one]));
  const leaving: BookingPlanId[] = [];
  let lacking = false;
  for (const { plan, held } of holdings) {
    const where = standing.get(plan.id);
    const there = held.filter(({ room, day }) => where?.room === room && day >= where.from && day < where.to);
    if (there.length < held.length) leaving.push(plan.id);
    lacking ||= where !== undefined && there.length < where.to - where.from;
  }
  return { leaving, lacking };
}

function mirroredNights(
  reservation: ReservationId,
  nights: readonly ReservationNight[],
  roomById: ReadonlyMap<RoomId, Room>,
): HostNight[] {
  return nights.flatMap((night) => {
    const room = roomById.get(night.roomId);
    return room ? [{ reservation, room: room.physical, night: night.date }] : [];
  });
}

/** Which reservations to look at. */
async function reservationsToFollow(
  { platform: { clock, calendar }, host, metrics }: SyncContext,
  tx: HotelTx,
  roomsChanged: boolean,
): Promise<readonly ReservationId[]> {
  const { changes, compareWhole, forgotten } = await host.takeChanges(tx, clock.now());
  metrics.hostLogForgotten(forgotten);
  if (!compareWhole && !roomsChanged) return changes.map(({ reservation }) => reservation);
  metrics.hostCompared();
  const today = businessDate(clock.now(), calendar);
  const known = await knownReservations(tx, today);
  return [...new Set([...known, ...(await host.reservationIdsFrom(tx, today))])];
}

async function apply(
  { platform: { clock } }: SyncContext,
  tx: HotelTx,
  following: readonly Following[],
): Promise<void> {
  const changed = following.flatMap((one) => one.changed);
  const ended = following.flatMap((one) => one.ended).map((plan) => plan.id);
  if (ended.length > 0) await endPlans(tx, ended, clock.now());
  await changePlacedPlans(
    tx,
    changed.map(({ plan, change }) => ({ id: plan.id, change })),
    clock.now(),
  );
}

/** Behind the nights: a room is not made final by check-in while another holds it. */
async function conclude(
  { platform: { clock } }: SyncContext,
  tx: HotelTx,
  following: readonly Following[],
): Promise<void> {
  const changed = following.flatMap((one) => one.changed.map(({ plan }) => plan));
  if (changed.length === 0) return;
  const undecided = changed.filter(({ roomState }) => roomState === 'tentative');
  await withdrawFinal(tx, planIds(undecided));
  await addHistory(tx, planIds(changed), 'followed_host', clock.now());
}

/**
 * Whoever stands somewhere holds the nights there. Plans that have not changed are asked for too: one whose nights another held until
 * now, because a clerk had given the room twice, comes into its own.
 */
async function settle(
  { platform: { logger } }: SyncContext,
  tx: HotelTx,
  ids: readonly ReservationId[],
  following: readonly Following[],
  byHost: readonly HostNight[],
) {
  const standing = following.flatMap((one) => one.standing);
  const settled = await settleNights(tx, ids, standing.map(nightsOf), byHost);
  if (settled.refused > 0)
    logger.warn('the PMS holds a room twice', { hotelId: tx.hotel, nights: settled.refused });
  return settled;
}

/** Tonight, for guests who have not left though their stay is over, in a hotel that enters departures. */
async function guestsStayingOn(
  { platform: { clock, calendar }, host }: SyncContext,
  tx: HotelTx,
  found: readonly HostReservation[],
) {
  const moment = presenceMoment(clock.now(), calendar);
  const there = found.filter((reservation) => staysOn(reservation, moment));
  if (there.length === 0) return [];
  const since = addDays(moment.today, -countedDays);
  if (!areEntered(await host.departures(tx, since, moment.today))) return [];
  return there.map((reservation) => ({ id: reservation.id, nights: nightsStayedOn(reservation, moment) }));
}

async function followSome(
  context: SyncContext,
  tx: HotelTx,
  ids: readonly ReservationId[],
  roomById: ReadonlyMap<RoomId, Room>,
): Promise<Followed> {
  const found = new Map((await context.host.reservations(tx, ids)).map((one) => [one.id, one]));
  const { holdings, mirrored } = await holdingsOfReservations(tx, ids);
  const plans = Map.groupBy(
    holdings.map(({ plan }) => plan),
    (plan) => plan.reservationId,
  );
  const following = ids.map((id) => {
    const reservation = found.get(id);
    return reservation
      ? follow(reservation, plans.get(id) ?? [], roomById)
      : { ...nothing, ended: plans.get(id) ?? [] };
  });
  const stayedOn = await guestsStayingOn(context, tx, [...found.values()]);
  const byHost = [
    ...ids.flatMap((id, i) => mirroredNights(id, following[i]!.hostNights, roomById)),
    ...stayedOn.flatMap(({ id, nights }) => mirroredNights(id, nights, roomById)),
  ];
  const changed = following.some((one) => one.changed.length > 0 || one.ended.length > 0);
  const { leaving, lacking } = compared(holdings, following);
  const today = businessDate(context.platform.clock.now(), context.platform.calendar);
  // Nobody's plan changes when guests leave early, but a person is asked what is to become of their nights; nor when one comes late who has none.
  const isAskedAbout = (one: HostReservation) =>
    plans.has(one.id) ? leavesNights(one, today) : mayHaveBeenAbsent(one, today);
  const visible = changed || [...found.values()].some(isAskedAbout);
  const settled = !changed && leaving.length === 0 && !lacking && byHost.length + mirrored.size === 0;
  if (settled) return { visible, nightsFreed: false, refused: false };
  // All nights go before any comes, so that two plans can exchange rooms.
  if (leaving.length > 0) await releaseNights(tx, leaving);
  await apply(context, tx, following);
  const { refused, given_back } = await settle(context, tx, ids, following, byHost);
  await conclude(context, tx, following);
  // A hold or block that somebody wrote to may have been given back.
  return { visible, nightsFreed: changed || given_back > 0, refused: refused > 0 };
}

async function followAll(
  context: SyncContext,
  tx: HotelTx,
  rooms: readonly Room[],
  ids: readonly ReservationId[],
): Promise<{ nightsFreed: boolean }> {
  if (ids.length === 0) return { nightsFreed: false };
  const roomById = new Map<RoomId, Room>(rooms.map((room) => [room.id, room]));
  const parts: Followed[] = [];
  for (let at = 0; at < ids.length; at += portion)
    parts.push(await followSome(context, tx, ids.slice(at, at + portion), roomById));
  // Whose nights were refused may come into its own with what a later portion gave up.
  if (parts.length > 1)
    for (const [i, { refused }] of parts.entries())
      if (refused) await followSome(context, tx, ids.slice(i * portion, (i + 1) * portion), roomById);
  const { visible, nightsFreed } = sum(parts);
  if (visible) await context.platform.events.record(tx, 'booking-plans');
  return { nightsFreed };
}

export function createHostSync(platform: Platform, host: HostPort, metrics: PoolMetrics): HostFollowing {
  const context: SyncContext = { platform, host, metrics };
  const { clock, database } = platform;
  return {
    async look() {
      const { hotels, forgotten } = await host.hotelsToFollow(database, clock.now());
      metrics.hostLogForgotten(forgotten);
      return [...hotels];
    },
    async run(tx, { rooms, changed: roomsChanged }) {
      if (roomsChanged) await host.keepRooms(tx, rooms);
      const ids = await reservationsToFollow(context, tx, roomsChanged);
      return { ...(await followAll(context, tx, rooms, ids)), unfinished: false };
    },
    follow: (tx, rooms, ids) => followAll(context, tx, rooms, ids),
  };
}
