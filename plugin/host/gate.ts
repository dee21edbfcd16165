// The gate to the PMS: transactions that write to it, at a pace it can bear, over all processes and writers.
import type { HotelId } from '../domain/ids.js';
import { currentUserId } from '../platform/context.js';
import { type Database, type HotelTx, hotelTransaction, type OnWaiting } from '../platform/database/index.js';
import { guarded } from './guard.js';
import { claimNextTurn, shiftNextTurn, takeTurn, untilNextTurn } from './pace-repository.js';
import type { HostGate, HostHotelTx, Lane } from './port.js';

export interface GateOptions {
  readonly database: Database;
  /** Held notifications per second, over the whole installation; 0: as many as come. */
  readonly heldPerSecond: number;
  readonly onWaiting: OnWaiting;
}

/**
 * NOTIFY fires at COMMIT, so a transaction is a burst, and not of held notifications alone: for each of the three or four rows beside a
 * night (rates, guests, payments) the PMS takes a connection too, for a moment. Measured (bench/pace.ts): bursts of twelve took the PMS to
 * 70 of its hundred connections, where six a second hold thirty-six on the average.
 */
const burst = 4;
/** Between two looks whether it is our turn, seconds: turns that were not used up come back early. */
const look = { shortest: 0.02, longest: 0.25 };
/** An urgent writer keeps its place for so long between two looks. */
const placeKept = 1;

const pause = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

/** `counted` hears how many are held, also after a part of the work was undone. */
function hostTransaction(tx: HotelTx, onWaiting: OnWaiting, counted: (held: number) => void): HostHotelTx {
  let held = 0;
  const set = (value: number) => counted((held = value));
  set(0);
  return {
    ...tx,
    held: () => held,
    hold: (notifications) => set(held + notifications),
    guarded: (work) => guarded(tx, onWaiting, work),
    async savepoint(work) {
      const before = held;
      try {
        return await tx.savepoint(work);
      } catch (error) {
        set(before);
        throw error;
      }
    },
  };
}

const mayWriteToHost = (tx: HotelTx): tx is HostHotelTx => 'guarded' in tx;

export function createHostGate({ database, heldPerSecond, onWaiting }: GateOptions): HostGate {
  async function turn(lane: Lane): Promise<void> {
    while (!(await takeTurn(database, lane, burst / heldPerSecond))) {
      if (lane === 'urgent') await claimNextTurn(database, placeKept);
      const wait = await untilNextTurn(database);
      await pause(Math.min(look.longest, Math.max(look.shortest, wait)) * (0.9 + Math.random() / 5));
    }
  }

  async function write<T>(
    hotel: HotelId,
    booked: number,
    work: (tx: HostHotelTx) => Promise<T>,
  ): Promise<{ value: T; debt: number }> {
    let held = 0;
    const value = await hotelTransaction(database, hotel, (tx) =>
      work(hostTransaction(tx, onWaiting, (count) => (held = count))),
    );
    return { value, debt: held - booked };
  }

  return {
    within(tx) {
      if (mayWriteToHost(tx)) return { tx, settle: () => Promise.resolve() };
      let held = 0;
      const writing = hostTransaction(tx, onWaiting, (count) => (held = count));
      const settle = async () => {
        if (held > 0 && heldPerSecond > 0) await shiftNextTurn(tx, held / heldPerSecond);
      };
      return { tx: writing, settle };
    },
    mostHeld: heldPerSecond === 0 ? Infinity : burst,
    async transaction(hotel, lane, work) {
      if (heldPerSecond === 0) return (await write(hotel, 0, work)).value;
      const booked = currentUserId() === undefined ? burst : 0;
      if (booked > 0) await turn(lane);
      let debt = -booked;
      try {
        const written = await write(hotel, booked, work);
        debt = written.debt;
        return written.value;
      } finally {
        if (debt !== 0) await shiftNextTurn(database, debt / heldPerSecond);
      }
    },
  };
}
