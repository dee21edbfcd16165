// How fast deliveries are taken in: fetched, read, deflated, sealed, stored and confirmed, with nothing imported meanwhile.
import { cpuSeconds } from '../cpu.js';
import { openOneProcess } from './one-process.js';
import { type Figures, type Ground, median, usualBooking } from './part.js';

/** Messages of an output: an ordinary hour's, and those of a catch-up. */
const sizes = [50, 500, 5_000] as const;
/** Of catch-ups the smaller: after days in which the service stood still, thousands of messages come in outputs of hundreds at least. */
const judged = 500;
const least = 2_500;
/** Messages received in a round, at least two outputs. */
const inAll = 5_000;
/** Outputs before the clock starts. */
const warmUp = 2;

interface Rate {
  readonly perSecond: number;
  /** Of node, the simulator's with it, and of PostgreSQL: what a loaded machine does not blur. */
  readonly cpuMs: number;
}

/** Outputs one after the other, each confirmed before the next is asked for. */
async function rateOf(databaseUrl: string, postmaster: number, messagesPerOutput: number): Promise<Rate> {
  const rooms = [{ room: '101', type: 'SGL' }];
  const one = await openOneProcess({ databaseUrl, rooms, messagesPerOutput });
  const outputs = Math.max(2, inAll / messagesPerOutput);
  const count = outputs * messagesPerOutput;
  const sent = (warmUp + outputs) * messagesPerOutput;
  one.send(Array.from({ length: sent }, (_, i) => usualBooking(`R${i}`, '2027-02-01')));
  for (let output = 0; output < warmUp; output += 1) await one.receive();
  const [began, before] = [performance.now(), cpuSeconds(postmaster)];
  for (let output = 0; output < outputs; output += 1) await one.receive();
  const [seconds, after] = [(performance.now() - began) / 1000, cpuSeconds(postmaster)];
  await one.close();
  const cpu = after.node - before.node + (after.postgres - before.postgres);
  return { perSecond: count / seconds, cpuMs: (cpu * 1000) / count };
}

export async function measureReceipt(ground: Ground): Promise<Figures> {
  const { postmaster, rounds, tell } = ground;
  const found = new Map<number, number>();
  tell('| messages an output | messages received a second | CPU ms a message |');
  tell('| --- | --- | --- |');
  for (const size of sizes) {
    const rates: Rate[] = [];
    for (let round = 0; round < rounds; round += 1)
      rates.push(await ground.inDatabase((url) => rateOf(url, postmaster, size)));
    const perSecond = median(rates.map((rate) => rate.perSecond));
    found.set(size, perSecond);
    tell(`| ${size} | ${perSecond.toFixed(0)} | ${median(rates.map(({ cpuMs }) => cpuMs)).toFixed(2)} |`);
  }
  const says = `messages received a second, ${judged} in an output, from the question to the confirmation`;
  return { receiptPerSecond: { value: found.get(judged)!, limit: { least }, says } };
}
