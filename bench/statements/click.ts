// What one click on 部屋を確定 costs the database in a real browser: the command, its event, and what the open page then asks for.
import pg from 'pg';
import { decide, isFinal, live, quiet, rowOf, signIn } from '../../test/browser/screen.js';
import { delivered, hotel, upgrades } from '../../test/browser/bookings.js';
import { launchBrowser } from '../../test/browser/browser.js';
import { openHouse } from '../../test/browser/house.js';
import { until } from '../../test/support/platform.js';
import { createTemplate, databaseUrl, onServer } from '../../test/support/template.js';
import { application, type Group, groupOf, shapeOf, statementsIn } from './groups.js';
import type { LoggedStatement, LoggingPostgres } from './server-log.js';

export interface Counted {
  readonly group: Group;
  /** The connection's name. */
  readonly connection: string;
  readonly statement: string;
}

/** Of connections of ours; a string of several statements is as many. */
export const countsOf = (logged: readonly LoggedStatement[]): Counted[] =>
  logged
    .filter((one) => one.application.startsWith(application))
    .flatMap((one) =>
      statementsIn(one.text).map((statement) => ({
        ...{ connection: one.application, group: groupOf(one.application, statement), statement },
      })),
    );

/** What is asked without anybody doing anything: the shapes of a stretch in which nothing happened. */
function withoutBackground(counted: readonly Counted[], idle: readonly Counted[]): Counted[] {
  const background = new Set(idle.map(({ connection, statement }) => connection + shapeOf(statement)));
  return counted.filter(({ connection, statement }) => !background.has(connection + shapeOf(statement)));
}

const decided = 'BKG-3001';
const warmedUp = 'BKG-3002';
/** Longer than the longest pause of what looks for something by itself: the job queue's, 15 s. */
const idleMilliseconds = 16_000;

/** Nothing is scheduled any more, and nothing is left to do: whatever runs then is somebody's doing. */
async function unscheduled(pool: pg.Pool): Promise<void> {
  await pool.query('DELETE FROM heyawari_jobs.schedule');
  await until(async () => {
    const { rows } = await pool.query(
      "SELECT FROM heyawari_jobs.job WHERE state < 'completed' AND name NOT LIKE '\\_\\_%' LIMIT 1",
    );
    return rows.length === 0;
  });
}

/** One click in one open browser, on the PMS of this repository in a process of its own; another click went before it. */
export async function countClick(server: LoggingPostgres): Promise<readonly Counted[]> {
  const template = await createTemplate(server.url);
  await onServer(server.url, (client) => client.query(`CREATE DATABASE one_click TEMPLATE ${template}`));
  const url = databaseUrl(server.url, 'one_click');
  const pool = new pg.Pool({ connectionString: url, application_name: 'set-up' });
  const house = await openHouse({ databaseUrl: url, pool, hotel, upgrades });
  const browser = await launchBrowser();
  try {
    await house.deliver(...delivered);
    const imported = () => pool.query('SELECT FROM heyawari.booking_plans');
    await until(async () => (await imported()).rowCount === delivered.length);
    const { page } = await signIn(browser, house, 'editor');
    await live(page);
    for (const number of [warmedUp, decided]) await rowOf(page, number).waitFor();
    await decide(page, warmedUp);
    await isFinal(page, warmedUp);
    await unscheduled(pool);
    await quiet(page);
    server.take();
    await page.waitForTimeout(idleMilliseconds);
    const idle = countsOf(server.take());
    await decide(page, decided);
    await isFinal(page, decided);
    await quiet(page);
    return withoutBackground(countsOf(server.take()), idle);
  } finally {
    await browser.close();
    await house.stop();
    await pool.end();
  }
}
