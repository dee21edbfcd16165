// `npx heyawari leave`: nothing more is fetched, and it waits until all that was fetched has come to its end; what has not is printed. Also what else
// keeps the plugin from fetching.
import type pg from 'pg';
import { awaited, listed, type Open, openRows } from './open-rows.js';

const secondsBetweenLooks = 5;
/** Rows that are named; the rest is counted. */
const mostListed = 40;

export interface Leaving {
  readonly client: pg.ClientBase;
  /** 0: look once. */
  readonly minutes: number;
  readonly say: (text: string) => void;
}

const pause = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

const done =
  'Nothing is open. Take the lines of docs/installation.md out of the PMS and start it: its own import takes over with the next delivery. Then `npx heyawari rollback` removes the tables.';

const stillOpen = ({ total }: Open) =>
  `${total} are still open. The plugin goes on with what it can; the rest needs a person: 予約取込 in the PMS. Nothing is fetched meanwhile; \`npx heyawari stay\` fetches again.`;

/** True where nothing is open. Idempotent: may be broken off and called again. */
export async function leave({ client, minutes, say }: Leaving): Promise<boolean> {
  await client.query('INSERT INTO heyawari.leaving (since) VALUES (now()) ON CONFLICT (id) DO NOTHING');
  say('Nothing is fetched from now on.');
  const until = performance.now() + minutes * 60_000;
  let said = '';
  for (;;) {
    const open = await openRows(client, mostListed, awaited);
    if (open.total === 0) {
      say(done);
      return true;
    }
    const now = listed(open);
    if (now !== said) say(`Open:\n${now}`);
    said = now;
    if (performance.now() >= until) {
      say(stillOpen(open));
      return false;
    }
    await pause(secondsBetweenLooks);
  }
}

/** Takes `leave` back, and nothing else that keeps hotels from being fetched for. Answers with what to tell. */
export async function stay(client: pg.ClientBase): Promise<string> {
  const { rowCount } = await client.query('DELETE FROM heyawari.leaving');
  const { rows } = await client.query<{ restored: boolean }>(
    `SELECT EXISTS (SELECT FROM heyawari.fetch_holds)
         OR EXISTS (SELECT FROM heyawari.known_database WHERE said_restored) AS restored`,
  );
  const left = rowCount === 0 ? 'There was no `leave` to take back.' : '`leave` is taken back.';
  if (rows[0]!.restored)
    return `${left} Hotels are still held since a restore: a person lets each go on, 予約取込 in the PMS.`;
  return rowCount === 0
    ? `${left} Nothing else keeps hotels from being fetched for.`
    : 'It is fetched again.';
}

/** `npx heyawari restored`: a person says what the plugin may not have seen; every hotel is held with the next look of a running process. */
export async function sayRestored(client: pg.ClientBase): Promise<void> {
  await client.query(
    `INSERT INTO heyawari.known_database (facts, said_restored) VALUES ('{}', true)
     ON CONFLICT (id) DO UPDATE SET said_restored = true`,
  );
}
