// What the pace is judged by: the PMS's pool, looked at all the time, and its API, asked all the time.
import type pg from 'pg';
import { addDays } from '../../dev/bookings/dates.js';

const sampleMilliseconds = 20;
const pauseBetweenRequests = 40;

/** Of no numbers: 0. */
export function p95(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.95)] ?? 0;
}

export function watchPool(database: { getProdPool(): pg.Pool }) {
  let [mostOut, mostWaiting, samples] = [0, 0, 0];
  const timer = setInterval(() => {
    const { totalCount, idleCount, waitingCount } = database.getProdPool();
    mostOut = Math.max(mostOut, totalCount - idleCount);
    mostWaiting = Math.max(mostWaiting, waitingCount);
    samples += 1;
  }, sampleMilliseconds);
  return {
    stop() {
      clearInterval(timer);
      return { mostOut, mostWaiting, samples };
    },
  };
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'user@example.test', password: 'heyawari' }),
  });
  return ((await response.json()) as { token: string }).token;
}

/** A clerk who looks at a week of the calendar again and again: one without bookings, so that the answer stays as long as it is. */
export async function askForever(url: string, hotel: number, firstDay = '2027-06-01') {
  const headers = { authorization: `Bearer ${await signIn(url)}` };
  const week = `${url}/api/reservation/reserved-rooms/${hotel}/${firstDay}/${addDays(firstDay, 7)}`;
  let milliseconds: number[] = [];
  let going = true;
  const loop = (async () => {
    while (going) {
      const began = performance.now();
      const response = await fetch(week, { headers });
      await response.text();
      if (!response.ok) throw new Error(`the PMS answered ${response.status}`);
      milliseconds.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, pauseBetweenRequests));
    }
  })();
  return {
    /** Of each request since the last call. */
    take() {
      const taken = milliseconds;
      milliseconds = [];
      return taken;
    },
    async stop() {
      going = false;
      await loop;
    },
  };
}
