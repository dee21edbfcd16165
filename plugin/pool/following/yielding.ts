// After each look at the PMS: a pooled stay whose room somebody else holds, or that cannot be used any more, gets another at once; where none
// may, a person is asked (P13, D19).
import { type NightSpan, spanOf } from '../../assignment/index.js';
import type { BookingPlan, Reason } from '../../domain/booking-plan.js';
import type { BookingPlanId, HotelId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import { isConnectionLoss, type HotelTx } from '../../platform/database/index.js';
import {
  goElsewhere,
  type Look,
  lookAt,
  type LookParts,
  physicalOf,
  roomOf,
  today,
  wayElsewhere,
} from './another-room.js';
import { type Rival, verdictOn } from './conflicts.js';
import {
  claimFreedNights,
  type DoubleHolding,
  doubleHoldings,
  endConflicts,
  forgetMirrored,
  type OpenConflict,
  saveFindings,
  sealedSince,
  takePresence,
} from './conflicts-repository.js';
import { HostLocked, type RoomInventory } from '../../host/port.js';
import type { HostFollowing, HostSync } from './host-sync.js';
import { houseOf } from '../occupancy/house.js';
import { momentKey, presenceMoment } from './presence.js';
import { finaliseArrived } from '../plans/final-rooms-repository.js';
import { addHistory } from '../plans/history.js';
import { livePlansOfReservations, plansById } from '../plans/repository.js';
import { cannotStay, suspectRooms } from './unusable.js';

/** Pairs looked at in one transaction, each a placement of some milliseconds; the rest is shown, and comes with the next look. */
const mostPairs = 20;

/** How long a conflict that nothing has happened to rests before another room is looked for: rooms come free without anybody telling. */
const restMilliseconds = 5 * 60_000;

/** A room is told to nobody so soon after it was made final by the clock; a transaction open in the PMS at that moment has ended. */
const justSealedMilliseconds = 5 * 60_000;

/** `stay` holds its nights in our books. */
interface Pair extends DoubleHolding {
  readonly stay: BookingPlan;
  readonly rival: Rival;
}

const rivalPlan = ({ rival }: Pair): BookingPlan | undefined =>
  typeof rival === 'string' ? undefined : rival;
const plansOf = (pair: Pair): BookingPlan[] => [pair.stay, rivalPlan(pair) ?? []].flat();

async function pairsOf(look: Look, found: readonly DoubleHolding[]): Promise<Pair[]> {
  const { tx } = look;
  const ids = [...new Set(found.map(({ plan }) => plan))];
  const stays = new Map((await plansById(tx, ids)).map((plan) => [plan.id, plan]));
  const reservations = [...new Set(found.flatMap(({ other }) => other ?? []))];
  const others = await livePlansOfReservations(tx, reservations);
  return found.flatMap((holding): Pair[] => {
    const stay = stays.get(holding.plan);
    if (!stay) return [];
    if (holding.other === undefined) return [{ ...holding, stay, rival: 'out_of_service' }];
    const room = physicalOf(look, stay);
    const rival = others.find(
      (plan) =>
        plan.reservationId === holding.other && plan.id !== stay.id && physicalOf(look, plan) === room,
    );
    return [{ ...holding, stay, rival: rival ?? 'clerk' }];
  });
}

async function sealedJustNow(
  { tx, platform }: Look,
  pairs: readonly Pair[],
): Promise<ReadonlySet<BookingPlanId>> {
  const ids = pairs.flatMap(plansOf).map(({ id }) => id);
  return sealedSince(tx, ids, new Date(platform.clock.now().getTime() - justSealedMilliseconds));
}

const isOf = (known: OpenConflict, pair: Pair): boolean =>
  (known.plan === pair.stay.id && known.other === pair.other) ||
  (known.plan === rivalPlan(pair)?.id && known.other === pair.stay.reservationId);

/** The facts of a finding about `plan`, one of the two. */
const aboutOf = ({ stay, other, firstNight, lastNight }: Pair, plan: BookingPlan) => ({
  ...{ plan: plan.id, room: plan.roomId!, firstNight, lastNight },
  other: plan.id === stay.id ? other : stay.reservationId!,
});

async function giveWay(look: Look, pair: Pair, plan: BookingPlan, reason: Reason): Promise<boolean> {
  const { tx, platform } = look;
  const about = aboutOf(pair, plan);
  const to = await goElsewhere(look, plan);
  if (!to) return false;
  await forgetMirrored(tx, plan.reservationId!, physicalOf(look, plan)!);
  if (about.other) await claimFreedNights(tx, about.other);
  const finding = { ...about, state: 'yielded', reason, otherRoom: to.id } as const;
  await saveFindings(tx, [finding], platform.clock.now());
  return true;
}

/** How it ended: `nowhere` where there is no other room, `hindered` where the PMS locks or refuses it. */
type WayOut = 'moved' | 'nowhere' | 'hindered';

/** Whether somebody in the PMS has been waited for in this look: once is enough, since clicks and imports wait behind it. */
interface Patience {
  isOver: boolean;
}

/** In a savepoint: what cannot be moved is asked of a person instead. */
async function tryToGiveWay(
  look: Look,
  pair: Pair,
  plan: BookingPlan,
  reason: Reason,
  patience: Patience,
): Promise<WayOut> {
  if (patience.isOver) return 'hindered';
  try {
    return (await look.tx.savepoint(() => giveWay(look, pair, plan, reason))) ? 'moved' : 'nowhere';
  } catch (error) {
    if (isConnectionLoss(error)) throw error;
    look.platform.logger.warn('a stay could not give way', {
      hotelId: look.tx.hotel,
      planId: plan.id,
      error,
    });
    patience.isOver = error instanceof HostLocked;
    return 'hindered';
  }
}

/** False where there is nothing to ask: a room of another type is better than none. */
async function askPerson(look: Look, pair: Pair, plan: BookingPlan, reason: Reason): Promise<boolean> {
  const way = plan.inHouse ? undefined : await wayElsewhere(look, plan, 'staying');
  if (!way && pair.rival === 'out_of_service' && roomOf(look, plan)?.sellable) return false;
  const finding = { ...aboutOf(pair, plan), state: 'open', reason, otherRoom: way?.to.id } as const;
  await saveFindings(look.tx, [finding], look.platform.clock.now());
  return true;
}

async function settle(
  look: Look,
  pair: Pair,
  justSealed: ReadonlySet<BookingPlanId>,
  patience: Patience,
): Promise<'yielded' | 'open' | 'left'> {
  const verdict = verdictOn(pair.stay, pair.rival, { ...look.rules, justSealed });
  const nowhere = pair.rival === 'out_of_service' ? 'conflict.room_unusable_no_other' : 'conflict.no_room';
  let reason = verdict.reason;
  for (const plan of verdict.giveWay) {
    const attempt = await tryToGiveWay(look, pair, plan, verdict.reason, patience);
    if (attempt === 'moved') return 'yielded';
    reason = { key: attempt === 'nowhere' ? nowhere : 'conflict.hindered', params: {} };
  }
  return (await askPerson(look, pair, verdict.ask ?? pair.stay, reason)) ? 'open' : 'left';
}

/** Whether a look at the pair can bring anything new. */
function isRipe(pair: Pair, known: OpenConflict | undefined, anythingFreed: boolean, now: Date): boolean {
  if (!known || anythingFreed) return true;
  if (known.firstNight !== pair.firstNight || known.lastNight !== pair.lastNight) return true;
  return now.getTime() - known.lookedAt.getTime() >= restMilliseconds;
}

/** Of those who may be given another room. */
const spansOf = (pairs: readonly { readonly pair: Pair }[]): NightSpan[] =>
  pairs
    .flatMap(({ pair }) => plansOf(pair))
    .filter(({ inHouse }) => !inHouse)
    .map(({ checkIn, checkOut }) => spanOf(checkIn, checkOut));

/** So that a person sees at once what is still to be looked at. */
async function showAll(
  look: Look,
  pairs: readonly Pair[],
  justSealed: ReadonlySet<BookingPlanId>,
): Promise<void> {
  const now = look.platform.clock.now();
  const findings = pairs.map((pair) => {
    const { ask, reason } = verdictOn(pair.stay, pair.rival, { ...look.rules, justSealed });
    return { ...aboutOf(pair, ask ?? pair.stay), state: 'open' as const, reason, otherRoom: undefined };
  });
  await saveFindings(look.tx, findings, now, new Date(now.getTime() - restMilliseconds));
  for (const { state } of findings) look.metrics.conflict(state);
}

/** Answers with whether pairs are left to look at. Open conflicts whose pair is no longer there are over. */
async function settleAll(
  look: Look,
  pairs: readonly Pair[],
  open: readonly OpenConflict[],
  anythingFreed: boolean,
): Promise<boolean> {
  const now = look.platform.clock.now();
  const over = new Set(open.map(({ id }) => id));
  const moved = new Set<BookingPlanId>();
  const left: { readonly pair: Pair; readonly known: OpenConflict | undefined }[] = [];
  let looks = 0;
  const justSealed = await sealedJustNow(look, pairs);
  const patience: Patience = { isOver: false };
  const judged = pairs.map((pair) => {
    const known = open.find((one) => isOf(one, pair));
    return { pair, known, ripe: isRipe(pair, known, anythingFreed, now) };
  });
  look.surroundings.expect(spansOf(judged.filter(({ ripe }) => ripe).slice(0, mostPairs)));
  for (const { pair, known, ripe } of judged) {
    const ids = plansOf(pair).map(({ id }) => id);
    // The books have changed under the pair: the next look sees it anew.
    if (ids.some((id) => moved.has(id))) continue;
    if (!ripe || looks >= mostPairs) {
      if (known) over.delete(known.id);
      if (ripe) left.push({ pair, known });
      continue;
    }
    looks += 1;
    const outcome = await settle(look, pair, justSealed, patience);
    if (outcome === 'yielded') for (const id of ids) moved.add(id);
    else if (outcome === 'open' && known) over.delete(known.id);
    if (outcome === 'yielded' || (outcome === 'open' && !known)) look.metrics.conflict(outcome);
  }
  await showAll(
    look,
    left.flatMap(({ pair, known }) => (known ? [] : pair)),
    justSealed,
  );
  if (over.size > 0) await endConflicts(look.tx, [...over], now);
  if (over.size > 0 || looks > 0) await look.platform.events.record(look.tx, 'booking-plans');
  return left.length > 0;
}

/** Who is asked about goes on being looked at while the room is as it was, though it was lost long ago. */
const withAsked = (
  found: readonly DoubleHolding[],
  open: readonly OpenConflict[],
): readonly DoubleHolding[] => {
  const suspected = new Set(found.filter(({ other }) => other === undefined).map(({ plan }) => plan));
  return [...found, ...open.filter(({ other, plan }) => other === undefined && !suspected.has(plan))];
};

/** Stays whose guests have left, and whose nights only wait for a person to free them: nobody is in another's way. */
async function departed(
  { tx, host, rules }: Look,
  pairs: readonly Pair[],
): Promise<(plan: BookingPlan) => boolean> {
  const arrived = pairs
    .flatMap(plansOf)
    .filter(({ inHouse, checkIn }) => !inHouse && checkIn <= rules.businessDate);
  const ids = [...new Set(arrived.flatMap(({ reservationId }) => reservationId ?? []))];
  const gone = (await host.reservations(tx, ids)).filter(({ status }) => status === 'checked_out');
  const reservations = new Set(gone.map(({ id }) => id));
  return ({ reservationId }) => reservationId !== undefined && reservations.has(reservationId);
}

/** Without those that are none: a guest may have left, a room may have been given a type that will do. */
async function confirmed(
  look: Look,
  pairs: readonly Pair[],
  inventory: RoomInventory,
): Promise<readonly Pair[]> {
  const hasLeft = await departed(look, pairs);
  const there = pairs.filter((pair) => !plansOf(pair).some(hasLeft));
  if (!there.some(({ rival }) => rival === 'out_of_service')) return there;
  const house = houseOf(inventory, await look.hierarchy.upgradeOptions(look.tx));
  return there.filter(({ rival, stay }) => rival !== 'out_of_service' || cannotStay(house, stay));
}

/** Looks at the PMS as `sync` does, then settles who holds a room beside whom. Under the hotel's lock. */
export function createYieldingSync(parts: LookParts, sync: HostFollowing): HostSync {
  const { clock, calendar } = parts.platform;
  /** What the table was found to hold, so that it is not asked again for the rest of that part of the day. */
  const knownAsked = new Map<HotelId, string>();
  /** The clock alone makes a guest who has not left hold tonight, or a stay that has ended hold it no more. */
  async function askPresence(tx: HotelTx, rooms: readonly Room[]): Promise<boolean> {
    const moment = presenceMoment(clock.now(), calendar);
    const key = momentKey(moment);
    if (knownAsked.get(tx.hotel) === key) return false;
    if (!(await takePresence(tx, key))) {
      knownAsked.set(tx.hotel, key);
      return false;
    }
    const ids = await parts.host.stillInHouse(tx, moment.today);
    return (await sync.follow(tx, rooms, ids)).nightsFreed;
  }

  return {
    look: () => sync.look(),
    follow: (...args) => sync.follow(...args),
    async run(tx, inventory) {
      const { rooms } = inventory;
      const followed = await sync.run(tx, inventory);
      const left = await askPresence(tx, rooms);
      const { found, open } = await doubleHoldings(tx, today(parts), suspectRooms(inventory));
      if (found.length === 0 && open.length === 0) return { unfinished: false };
      const gate = parts.host.gate.within(tx);
      const look = await lookAt(parts, gate.tx, rooms);
      const pairs = await confirmed(look, await pairsOf(look, withAsked(found, open)), inventory);
      const unfinished = await settleAll(look, pairs, open, followed.nightsFreed || left);
      await gate.settle();
      // Whose room another held at check-in comes into its own.
      const arrived = await finaliseArrived(tx);
      await addHistory(tx, arrived, 'finalised', parts.platform.clock.now());
      return { unfinished };
    },
  };
}
