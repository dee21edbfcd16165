// Plays bookings through everything, day by day: nightly run and deadlines in the morning, messages by day, then the desk's work.
import { messagesByDay, type Message, type Simulator } from '../../examples/tl-lincoln/index.js';
import type { BookingRow } from '../bookings/read.js';
import { seededRandom } from '../bookings/random.js';
import type { PluginProcess } from './plugin-process.js';
import type { Staff } from './staff.js';

export interface Play {
  readonly rows: readonly BookingRow[];
  readonly simulator: Simulator;
  readonly plugin: PluginProcess;
  readonly staff: Staff;
  /** Kills come at moments that belong to the seed; undefined: none. */
  readonly chaos: { readonly seed: number } | undefined;
  /** Called once per day played. */
  readonly onDay: (day: string, done: number, days: number) => void;
}

/** Hotel time at which things happen on a played day. */
const hours = { morning: 6, messages: 12, desk: 16 } as const;
const minutesBetweenFetches = 5;
/** Of real time, after a fetch that has brought nothing: doubled each time. */
const pause = { firstMs: 25, longestMs: 5000 } as const;
/** Until the desk's work begins, and long before guests may have arrived (15:00). */
const mostMinutes = 170;
/** In a run with chaos: the share of days with messages on which the process is killed, and how soon after the day's first fetch. */
const killShare = 0.06;
const killWithinMs = 400;

export const hotelInstant = (day: string, hour: number, minute = 0) =>
  new Date(Date.parse(`${day}T00:00:00+09:00`) + (hour * 60 + minute) * 60_000);

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Fetches as the PMS's job would, until the simulator has nothing more to deliver or to hear of. After a kill the jobs of the dead process are
 * taken over within a minute by the real clock: a round that brings nothing waits, or the played day would be over by then, and guests have
 * arrived whose cancellations are still to come.
 */
async function deliver(
  { simulator, plugin }: Play,
  day: string,
  messages: readonly Message[],
): Promise<void> {
  simulator.deliver(messages);
  let before = Infinity;
  let pauseMs: number = pause.firstMs;
  for (let minute = 0; ; minute += minutesBetweenFetches) {
    await plugin.fetch();
    await plugin.drain();
    const { waiting, unconfirmedOutputs } = simulator.statistics();
    const left = waiting + unconfirmedOutputs;
    if (left === 0) return;
    if (minute > mostMinutes)
      throw new Error(`${day}: ${left} messages or outputs are not taken in any more`);
    if (left < before) pauseMs = pause.firstMs;
    else await sleep((pauseMs = Math.min(2 * pauseMs, pause.longestMs)));
    before = left;
    await plugin.advanceTo(hotelInstant(day, hours.messages, minute + minutesBetweenFetches));
  }
}

/** Every day on which somebody books, cancels, arrives or leaves. The plugin itself sees to the days between. */
export async function play(options: Play): Promise<{ lastDay: string }> {
  const { rows, plugin, staff, chaos, onDay } = options;
  const random = seededRandom(chaos?.seed ?? 0);
  const messages = new Map([...messagesByDay(rows)].map((day) => [day.day, day.messages]));
  const days = [...new Set([...messages.keys(), ...staff.days])].sort();
  for (const [index, day] of days.entries()) {
    await plugin.advanceTo(hotelInstant(day, hours.morning));
    const today = messages.get(day);
    if (today) {
      await plugin.advanceTo(hotelInstant(day, hours.messages));
      if (chaos && random() < killShare) plugin.killAfter(random() * killWithinMs);
      await deliver(options, day, today);
    }
    if (staff.days.has(day)) {
      await plugin.advanceTo(hotelInstant(day, hours.desk));
      await staff.work(day);
    }
    onDay(day, index + 1, days.length);
  }
  const lastDay = days.at(-1)!;
  // The night after the last day: whatever the desk did last is followed.
  await plugin.advanceTo(hotelInstant(lastDay, 24 + hours.morning));
  return { lastDay };
}
