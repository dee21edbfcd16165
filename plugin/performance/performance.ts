// Five minutes at a time: how busy each hotel was, kept for the load chart and for whoever weighs it.
import { hotelId, type HotelId } from '../domain/ids.js';
import { importLoads } from '../ota-import/index.js';
import { inHotel } from '../platform/database/index.js';
import { inSteps } from '../platform/in-steps.js';
import type { Platform } from '../platform/index.js';
import { poolLoads } from '../pool/index.js';
import {
  forgetSlots,
  type Measured,
  type MeasuredSlot,
  saveSlot,
  slotsOf,
} from './performance-repository.js';

export const slotMinutes = 5;
const slotMs = slotMinutes * 60_000;
/** A median of the same weekday over 30 days needs five weeks. */
const keptDays = 35;
/** Of one question. */
export const longestHours = 48;

export interface HotelLoad {
  readonly from: Date;
  readonly to: Date;
  readonly slots: readonly MeasuredSlot[];
  /** Undefined: no message was tried. */
  readonly escalationRate: number | undefined;
  /** Undefined: the pool was empty. */
  readonly conflictRate: number | undefined;
}

export interface Performance {
  /** Measures the slot that ended last, of every hotel, unless that is done already; then forgets what is old. */
  measure(): Promise<void>;
  /** How busy the hotel was in the last `hours`, at most `longestHours`. */
  load(hotel: HotelId, hours: number): Promise<HotelLoad>;
}

const idle: Measured = {
  ...{ jobsWaiting: 0, oldestJobSeconds: null, messagesTried: 0, messagesEscalated: 0 },
  ...{ attemptMsMean: null, attemptMsMax: null, runs: 0, runMsMax: null },
  ...{ staysInPool: 0, conflicts: 0 },
};

const sum = (slots: readonly Measured[], of: (slot: Measured) => number) =>
  slots.reduce((total, slot) => total + of(slot), 0);

/** `part` of `whole`; undefined of nothing. Pure. */
const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);

/** The last slot that is over at `now`. */
export function lastSlot(now: Date): { readonly from: Date; readonly to: Date } {
  const end = Math.floor(now.getTime() / slotMs) * slotMs;
  return { from: new Date(end - slotMs), to: new Date(end) };
}

export function createPerformance({ jobs, database, clock }: Platform): Performance {
  async function measured(period: { readonly from: Date; readonly to: Date }) {
    const byHotel = new Map<number, Measured>();
    const note = (hotel: number, part: Partial<Measured>) =>
      byHotel.set(hotel, { ...(byHotel.get(hotel) ?? idle), ...part });
    for (const { hotel, ...load } of await poolLoads(database, period)) note(hotel, load);
    for (const { hotel, tried, escalated, ...load } of await importLoads(database, period))
      note(hotel, { messagesTried: tried, messagesEscalated: escalated, ...load });
    for (const { hotel, waiting, oldestSeconds } of await jobs.waitingByHotel())
      note(hotel, { jobsWaiting: waiting, oldestJobSeconds: oldestSeconds });
    return [...byHotel].map(([hotel, load]) => ({ hotel: hotelId(hotel), ...load }));
  }

  return {
    async measure() {
      const slot = lastSlot(clock.now());
      await saveSlot(database, slot.from, await measured(slot));
      const before = new Date(slot.from.getTime() - keptDays * 24 * 3_600_000);
      await inSteps((limit) => forgetSlots(database, before, limit));
    },
    async load(hotel, hours) {
      const { to } = lastSlot(clock.now());
      const from = new Date(to.getTime() - hours * 3_600_000);
      const most = (longestHours * 60) / slotMinutes;
      const slots = await slotsOf(inHotel(database, hotel), { from, to }, most);
      const inPool = sum(slots, (slot) => slot.staysInPool);
      return {
        ...{ from, to, slots },
        escalationRate: share(
          sum(slots, (slot) => slot.messagesEscalated),
          sum(slots, (slot) => slot.messagesTried),
        ),
        conflictRate: share(sum(slots, (slot) => slot.conflicts) * slots.length, inPool),
      };
    },
  };
}

/** Before `jobs.start`. */
export const schedulePerformance = ({ jobs }: Platform, performance: Performance): void =>
  jobs.schedule({
    ...{ name: 'performance-metrics', cron: `*/${slotMinutes} * * * *` },
    idempotent: 'A hotel’s slot is written once: the primary key refuses a second row, which is let go.',
    work: () => performance.measure(),
  });
