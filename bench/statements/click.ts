// What one click on 部屋を確定 costs the database in a real browser: the command, its event, and what the open page then asks for.
import pg from 'pg';
import type { Page } from 'playwright-core';
import { decide, isFinal, live, quiet, rowOf, signIn } from '../../test/browser/screen.js';
import { delivered, hotel, upgrades } from '../../test/browser/bookings.js';
import { launchBrowser } from '../../test/browser/browser.js';
import { openHouse } from '../../test/browser/house.js';
import { until } from '../../test/support/platform.js';
import { createTemplate, databaseUrl, dropTemplate, onServer } from '../../dev/template.js';
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

/** By the job queue's own clock, every half a minute. */
const isClockwork = ({ connection, statement }: Counted) =>
  connection.startsWith(`${application} queue`) && /\bcron/.test(statement);

/** What is asked without anybody doing anything: the shapes of a stretch in which nothing happened, and the queue's clock. */
function withoutBackground(counted: readonly Counted[], idle: readonly Counted[]): Counted[] {
  const shapeIn = ({ connection, statement }: Counted) => connection + shapeOf(statement);
  const background = new Set(idle.map(shapeIn));
  return counted.filter((one) => !background.has(shapeIn(one)) && !isClockwork(one));
}

/** Longer than the longest pause of what looks for something by itself: the job queue's, 15 s. */
const idleMilliseconds = 16_000;

/** Nothing is scheduled any more, and nothing is left to do: whatever runs then is somebody's doing. */
async function unscheduled(pool: pg.Pool): Promise<void> {
  await pool.query('DELETE FROM heyawari_jobs.schedule');
  await until(async () => {
    const { rows } = await pool.query(
      `SELECT FROM heyawari_jobs.job WHERE state < 'completed' AND left(name, 2) <> '__' LIMIT 1`,
    );
    return rows.length === 0;
  });
}

export const views = ['list', 'board'] as const;
export type View = (typeof views)[number];

const clickedOn: Record<View, string> = { list: 'BKG-3001', board: 'JLN-2001' };
/** Clicked on first: what is known only from then on, as a prepared statement, is no part of what a click costs. */
const clickedBefore = 'BKG-3002';

const cardOf = (page: Page) => page.getByRole('article', { name: '宿泊の詳細' });

async function openCard(page: Page, number: string): Promise<void> {
  await page
    .getByTestId('board')
    .getByRole('button', { name: new RegExp(number) })
    .click();
  await cardOf(page).waitFor();
}

async function decideOnCard(page: Page): Promise<void> {
  await cardOf(page).getByRole('button', { name: '部屋を確定' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '部屋を確定' }).click();
}

/** One click on each view of one open browser, on the PMS of this repository in a process of its own. */
export async function countClicks(server: LoggingPostgres): Promise<Record<View, readonly Counted[]>> {
  const template = await createTemplate(server.url);
  await onServer(server.url, (client) => client.query(`CREATE DATABASE one_click TEMPLATE ${template}`));
  await dropTemplate(server.url, template);
  const url = databaseUrl(server.url, 'one_click');
  const pool = new pg.Pool({ connectionString: url, application_name: 'set-up' });
  const stands =
    (condition: string, values: unknown[] = []) =>
    async () =>
      (await pool.query(`SELECT FROM heyawari.booking_plans WHERE ${condition}`, values)).rowCount;
  const house = await openHouse({ databaseUrl: url, pool, hotel, upgrades });
  const browser = await launchBrowser();
  try {
    await house.deliver(...delivered);
    await until(async () => (await stands('true')()) === delivered.length);
    const { page } = await signIn(browser, house, 'editor');
    await live(page);
    await rowOf(page, clickedBefore).waitFor();
    await decide(page, clickedBefore);
    await isFinal(page, clickedBefore);
    await unscheduled(pool);
    await quiet(page);
    server.take();
    await page.waitForTimeout(idleMilliseconds);
    const idle = countsOf(server.take());
    const after = async (number: string) => {
      const isFinal = stands(`booking_number = $1 AND room_state = 'final'`, [number]);
      await until(async () => (await isFinal()) === 1);
      await quiet(page);
      return withoutBackground(countsOf(server.take()), idle);
    };
    await decide(page, clickedOn.list);
    const list = await after(clickedOn.list);
    await page.getByRole('button', { name: 'ボード' }).click();
    await page.getByTestId('board').waitFor();
    await openCard(page, clickedOn.board);
    await quiet(page);
    server.take();
    await decideOnCard(page);
    return { list, board: await after(clickedOn.board) };
  } finally {
    await browser.close();
    await house.stop();
    await pool.end();
  }
}
