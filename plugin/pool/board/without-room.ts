// Stays without a room as a person sees them: each with the room that it could have now, or with what blocks it and what may be proposed.
import { merged, type Prospect, spanOf, widened } from '../../assignment/index.js';
import type { StaysWithoutRoomAnswer } from '../../api/index.js';
import type { BookingPlan, Reason } from '../../domain/booking-plan.js';
import { fromDayNumber } from '../../domain/hotel-date.js';
import type { BookingPlanId, RoomId, RoomTypeId } from '../../domain/ids.js';
import type { HotelTx } from '../../platform/database/index.js';
import { type NightsInRoom, takenBy } from '../holds/fitting-nights.js';
import { holdsOfPlans } from '../holds/holds-repository.js';
import { comparedWithPms, nightsOf, toHold, whatFits } from '../holds/keeping.js';
import { daysAround } from '../placing/placement.js';
import { prospectsOf } from '../placing/prospects.js';
import { readOccupancy } from '../occupancy/read-occupancy.js';
import { rulesNow } from '../placing/rules-now.js';
import type { TrialParts } from '../placing/trial.js';
import { hotelSettings } from '../plans/hotel-repository.js';
import type { Paging } from './plan-lists.js';
import { refusedUpgrades } from '../plans/refused-upgrades-repository.js';
import type { Views } from './views.js';
import { planView, type Wording } from './plan-view.js';

type Answer = Omit<StaysWithoutRoomAnswer['items'][number], 'message'>;

export interface StaysWithoutRoom {
  readonly stays: readonly { readonly plan: BookingPlan; readonly answer: Answer }[];
  /** Over all pages. */
  readonly total: number;
}

/** Of a stay that placement cannot be asked about: its type is none of the hotel, or it stays for years. */
const nothing: Prospect = { room: undefined, full: [], suggested: [] };
const noneRefused: ReadonlySet<RoomTypeId> = new Set();

const told = ({ key, params }: Reason) => ({ key, params: { ...params } });

function roomIn({ room, type }: Wording, id: RoomId) {
  const { number, typeId } = room(id)!;
  return { id: id as number, number, type: type(typeId) };
}

/** Nights of a stay by room. */
interface Kept {
  readonly held: readonly NightsInRoom[];
  readonly holdable: readonly NightsInRoom[];
}

/** A room that the hotel does not have any more holds nothing. */
const byRoom = (nights: readonly NightsInRoom[], words: Wording) =>
  [...Map.groupBy(nights, ({ room }) => room)].flatMap(([room, some]) =>
    words.room(room) ? [{ room: roomIn(words, room), nights: some.flatMap(nightsOf) }] : [],
  );

const answerOf = (
  plan: BookingPlan,
  { room: fits, full, suggested }: Prospect,
  words: Wording,
  refused: ReadonlySet<RoomTypeId>,
  { held, holdable }: Kept,
): Answer => ({
  plan: planView(plan, words),
  fits: fits === undefined ? null : roomIn(words, fits),
  full: full.map(({ type, nights, reason }) => ({
    ...{ type: words.type(type), nights: nights.map(fromDayNumber) },
    reason: told(reason),
  })),
  upgrades: suggested
    .filter(({ type }) => !refused.has(type))
    .map(({ room, costPerNight, reason }) => ({
      ...{ room: roomIn(words, room), costPerNight },
      reason: told(reason),
    })),
  ...{ held: byRoom(held, words), holdable: byRoom(holdable, words) },
  refused: [...refused].sort((a, b) => a - b).map((type) => words.type(type)),
});

/** A page of them, the nearest arrivals first. Takes no lock: it may be otherwise when somebody acts on it. */
export async function staysWithoutRoom(
  { host, hierarchy, views }: Pick<TrialParts, 'host' | 'hierarchy'> & { readonly views: Views },
  tx: HotelTx,
  paging: Paging,
): Promise<StaysWithoutRoom> {
  const { plans, beside, total, words } = await views.unplaced(tx, paging);
  /** Rooms of one booking are looked at beside each other, whichever page they are on. */
  const looked = [...plans, ...beside].toSorted((a, b) => a.slot - b.slot);
  const windows = merged(looked.map((plan) => widened(spanOf(plan.checkIn, plan.checkOut), daysAround)));
  const inventory = await host.inventory(tx);
  const occupancy = await readOccupancy(hierarchy, tx, inventory, windows);
  const settings = await hotelSettings(tx);
  const ids = looked.map(({ id }) => id);
  const { standing: holds } = await comparedWithPms(host, tx, await holdsOfPlans(tx, ids));
  const rooms = new Map(inventory.rooms.map((room) => [room.id, room]));
  const heldFor = (plan: BookingPlanId) => holds.filter((hold) => hold.plan === plan);
  const prospects = prospectsOf(looked, occupancy, await rulesNow(tx, settings, words.moment.today), (plan) =>
    takenBy(heldFor(plan), rooms),
  );
  const refused = await refusedUpgrades(tx, ids);
  const holdableOf = (plan: BookingPlan) =>
    settings.rollOut === 'off' ? [] : whatFits([toHold(plan)], occupancy, words.moment.today, holds);
  const stays = plans.map((plan) => {
    const prospect = prospects.get(plan.id) ?? nothing;
    const kept = { held: heldFor(plan.id), holdable: holdableOf(plan) };
    return { plan, answer: answerOf(plan, prospect, words, refused.get(plan.id) ?? noneRefused, kept) };
  });
  return { stays, total };
}
