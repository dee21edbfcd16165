// What a person decides about a stay: 部屋確定, another room where two hold one, upgrades that are not proposed any more.
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { BookingPlanId, ReservationId, RoomId, RoomTypeId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { type HostHotelTx, HostLocked, type RoomInventory } from '../../host/port.js';
import { currentUserId } from '../../platform/context.js';
import type { HotelTx } from '../../platform/database/index.js';
import { goTo, lookAt, type LookParts, physicalOf } from '../following/another-room.js';
import {
  claimFreedNights,
  conflictById,
  forgetMirrored,
  settleAsProposed,
} from '../following/conflicts-repository.js';
import type { HostSync } from '../following/host-sync.js';
import { lockHotel } from '../plans/hotel-repository.js';
import {
  forgetRefusedUpgrade,
  refusedUpgrades,
  saveRefusedUpgrade,
} from '../plans/refused-upgrades-repository.js';
import { finaliseByPerson } from '../plans/final-rooms-repository.js';
import { planById } from '../plans/repository.js';
import type { PlanView } from '../board/plan-view.js';
import type { Views } from '../board/views.js';

export type Decided = Promise<Result<PlanView, Refusal>>;

/**
 * Each refuses an unknown plan or conflict, and one changed since `version`, the plan's; what was found changed in the PMS on the way is
 * followed all the same. A person waits for no pace. Throws a Refusal, which undoes all, where the PMS locks what is to be written.
 */
export interface Decisions {
  /** Makes a tentative room final. Refuses a plan without one, and a room that another holds or that is off sale. */
  makeFinal(tx: HotelTx, plan: BookingPlanId, version: number): Decided;
  /** Moves the stay of an open conflict into the room that was proposed; it is final there. Refuses where it cannot go there any more. */
  acceptProposal(tx: HotelTx, conflict: number, version: number): Decided;
  /** Has the upgrade not proposed any more for a stay without a room. Refuses where it has one. */
  refuseUpgrade(tx: HotelTx, plan: BookingPlanId, version: number, type: RoomTypeId): Decided;
  /** Takes such a refusal back: the upgrade is proposed wherever it can be given. Refuses where the stay has a room. */
  proposeUpgradeAgain(tx: HotelTx, plan: BookingPlanId, version: number, type: RoomTypeId): Decided;
}

export interface DecisionContext extends LookParts {
  readonly sync: HostSync;
  readonly views: Pick<Views, 'view' | 'viewAll'>;
}

/** What the audit log keeps of a plan: what a command may change about its room and its nights. */
const auditedPlan = (plan: BookingPlan) => ({
  ...{ version: plan.version, roomState: plan.roomState, checkIn: plan.checkIn, checkOut: plan.checkOut },
  ...{ finalCause: plan.finalCause ?? null, poolStatus: plan.poolStatus ?? null },
  ...{ roomId: plan.roomId ?? null, roomTypeId: plan.roomTypeId ?? null, lock: plan.lock?.cause ?? null },
});

export const unknownPlan = (plan: BookingPlanId) =>
  fail(new Refusal('not_found', 'pool.plan_unknown', { plan }));
export const refused = (key: string, params: Refusal['params'] = {}) =>
  fail(new Refusal('conflict', key, params));

async function unlessLocked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HostLocked) throw new Refusal('conflict', 'pool.pms_locked');
    throw error;
  }
}

/** A clerk's move in the PMS since the last look changes the plan, and so its version. */
export async function upToDate({ host, sync }: DecisionContext, tx: HotelTx): Promise<RoomInventory> {
  await lockHotel(tx);
  const inventory = await host.inventory(tx);
  await sync.run(tx, inventory);
  return inventory;
}

/** Through the gate, without waiting for its turn. */
export async function atOnce<T>(
  { host }: DecisionContext,
  tx: HotelTx,
  work: (writing: HostHotelTx) => Promise<T>,
): Promise<T> {
  const gate = host.gate.within(tx);
  const value = await unlessLocked(() => work(gate.tx));
  await gate.settle();
  return value;
}

/** What was done to what; `said`: what the person chose with it. */
interface Command {
  readonly action: string;
  readonly subject: string;
  readonly said?: Readonly<Record<string, string | number>>;
  /** Another stay that the same command has changed. */
  readonly other?: { readonly before: BookingPlan; readonly after: BookingPlan };
}

/** Keeps a decision in the audit log, tells the screens, and answers with how the plan stands now. */
export async function record(
  { platform: { audit, events }, views }: DecisionContext,
  tx: HotelTx,
  { said, other, ...command }: Command,
  before: BookingPlan,
  after: BookingPlan,
  inventory: RoomInventory,
): Promise<PlanView> {
  const details = {
    ...{ before: auditedPlan(before), after: auditedPlan(after) },
    ...(said && { said }),
    ...(other && {
      other: { plan: other.before.id, before: auditedPlan(other.before), after: auditedPlan(other.after) },
    }),
  };
  await audit.record(tx, { ...command, details });
  await events.record(tx, 'booking-plans');
  return views.view(tx, after, inventory);
}

export const present = async (tx: HotelTx, { id }: BookingPlan) => (await planById(tx, id))!;

async function makeFinal(context: DecisionContext, tx: HotelTx, id: BookingPlanId, version: number): Decided {
  const inventory = await upToDate(context, tx);
  const found = await finaliseByPerson(tx, id, version, context.platform.clock.now());
  if (!found || found.before.roomState === 'ended') return unknownPlan(id);
  const { before, after, alone, onSale } = found;
  if (before.roomState === 'unplaced') return refused('pool.plan_has_no_room');
  const isAsSeen = before.version === version && before.roomState === 'tentative';
  if (isAsSeen && !alone) return refused('pool.room_held_by_other');
  if (isAsSeen && !onSale) return refused('pool.room_off_sale');
  if (!after) return refused('pool.plan_changed', { version });
  context.metrics.finalised('person', 1);
  const command = { action: 'booking-plan.final-room', subject: `booking-plan:${id}` };
  return ok(await record(context, tx, command, before, after, inventory));
}

async function acceptProposal(context: DecisionContext, tx: HotelTx, id: number, version: number): Decided {
  const inventory = await upToDate(context, tx);
  const conflict = await conflictById(tx, id);
  if (!conflict) return fail(new Refusal('not_found', 'pool.conflict_unknown', { conflict: id }));
  const { state, otherRoom, other } = conflict;
  if (state !== 'open') return refused('pool.conflict_settled');
  const before = await planById(tx, conflict.plan);
  if (!before) return unknownPlan(conflict.plan);
  if (before.version !== version) return refused('pool.plan_changed', { version });
  const moved = await atOnce(context, tx, async (writing) => {
    const look = await lookAt(context, writing, inventory.rooms);
    if (otherRoom === null || !(await goTo(look, before, otherRoom))) return false;
    await forgetMirrored(tx, before.reservationId!, physicalOf(look, before)!);
    return true;
  });
  if (!moved) return refused('pool.proposal_gone');
  if (other) await claimFreedNights(tx, other);
  await settleAsProposed(tx, id, context.platform.clock.now());
  context.metrics.conflict('yielded');
  if (before.roomState !== 'final') context.metrics.finalised('person', 1);
  const command = { action: 'room-conflict.accept', subject: `room-conflict:${id}` };
  return ok(await record(context, tx, command, before, await present(tx, before), inventory));
}

/** The stay as it was seen, or why it is not: it is none, has ended, or has changed since. */
export async function planAsSeen(
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
): Promise<Result<BookingPlan, Refusal>> {
  const plan = await planById(tx, id);
  if (!plan || plan.roomState === 'ended') return unknownPlan(id);
  return plan.version === version ? ok(plan) : refused('pool.plan_changed', { version });
}

/** A stay that has a room, and a reservation in the PMS. */
export type PlacedStay = BookingPlan & { readonly reservationId: ReservationId; readonly roomId: RoomId };

export const isPlaced = (plan: BookingPlan): plan is PlacedStay =>
  plan.reservationId !== undefined && plan.roomId !== undefined;

/** The stay without a room as it was seen, or why it is not. */
export async function unplacedAsSeen(
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
): Promise<Result<BookingPlan, Refusal>> {
  const plan = await planById(tx, id);
  if (!plan || plan.roomState === 'ended') return unknownPlan(id);
  if (plan.roomState !== 'unplaced') return refused('pool.plan_has_room');
  if (plan.version !== version) return refused('pool.plan_changed', { version });
  return ok(plan);
}

interface UpgradeDecision {
  readonly action: string;
  readonly save: (tx: HotelTx, plan: BookingPlanId, type: RoomTypeId, at: Date) => Promise<void>;
}

const refusing: UpgradeDecision = {
  action: 'booking-plan.refuse-upgrade',
  save: (tx, plan, type, at) => saveRefusedUpgrade(tx, plan, type, { user: currentUserId(), at }),
};
const proposingAgain: UpgradeDecision = {
  action: 'booking-plan.propose-upgrade-again',
  save: forgetRefusedUpgrade,
};

async function decideUpgrade(
  { platform, views }: DecisionContext,
  { action, save }: UpgradeDecision,
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
  type: RoomTypeId,
): Decided {
  const seen = await unplacedAsSeen(tx, id, version);
  if (!seen.ok) return seen;
  const refusedNow = async () => ({ refusedTypes: [...((await refusedUpgrades(tx, [id])).get(id) ?? [])] });
  const before = await refusedNow();
  await save(tx, id, type, platform.clock.now());
  const details = { before, after: await refusedNow() };
  await platform.audit.record(tx, { action, subject: `booking-plan:${id}`, details });
  await platform.events.record(tx, 'booking-plans');
  return ok(await views.view(tx, seen.value));
}

export const createDecisions = (context: DecisionContext): Decisions => ({
  makeFinal: (...asked) => makeFinal(context, ...asked),
  acceptProposal: (...asked) => acceptProposal(context, ...asked),
  refuseUpgrade: (...asked) => decideUpgrade(context, refusing, ...asked),
  proposeUpgradeAgain: (...asked) => decideUpgrade(context, proposingAgain, ...asked),
});
