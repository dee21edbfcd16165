// One line whenever the figures have changed: what came in, what became of it, which rooms are decided.
import type pg from 'pg';
import { repeat } from './repeat.js';

const secondsBetweenLines = 10;

interface Figures {
  readonly stored: number;
  readonly imported: number;
  readonly waiting: number;
  readonly failed: number;
  readonly settled: number;
  readonly tentative: number;
  readonly final: number;
  readonly unplaced: number;
  readonly inHouse: number;
}

async function figuresOf(pool: pg.Pool, hotelId: number): Promise<Figures> {
  const { rows } = await pool.query<Figures>(
    `SELECT * FROM
       (SELECT count(*)::int AS stored,
               count(*) FILTER (WHERE status = 'imported')::int AS imported,
               count(*) FILTER (WHERE status IN ('received', 'pending', 'retrying', 'waiting'))::int AS waiting,
               count(*) FILTER (WHERE status = 'failed')::int AS failed,
               count(*) FILTER (WHERE status IN ('duplicate', 'superseded'))::int AS settled
          FROM heyawari.ota_import_cache WHERE hotel_id = $1) AS messages,
       (SELECT count(*) FILTER (WHERE room_state = 'tentative')::int AS tentative,
               count(*) FILTER (WHERE room_state = 'final')::int AS final,
               count(*) FILTER (WHERE room_state = 'unplaced')::int AS unplaced,
               count(*) FILTER (WHERE room_state = 'final' AND in_house)::int AS "inHouse"
          FROM heyawari.booking_plans WHERE hotel_id = $1) AS plans`,
    [hotelId],
  );
  return rows[0]!;
}

const lineOf = (figures: Figures) =>
  `messages ${figures.stored}: ${figures.imported} imported, ${figures.waiting} waiting, ${figures.failed} failed, ` +
  `${figures.settled} repeated or overtaken | rooms: ${figures.tentative} tentative, ${figures.final} final ` +
  `(${figures.inHouse} in house), ${figures.unplaced} unplaced`;

/** Failed and waiting messages are part of the show: the words lead to where staff see why. */
const whereToLook = (url: string) =>
  `what failed, why, and what can be done: ${url}/heyawari/imports (予約取込), each message as the PMS has it, for admin@ and manager@: ${url}/admin/ota`;

export interface ProgressOptions {
  readonly pool: pg.Pool;
  readonly hotelId: number;
  /** Of the PMS. */
  readonly url: string;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Resolves after `signal`. */
export async function reportProgress({ pool, hotelId, url, signal, say }: ProgressOptions): Promise<void> {
  let last = '';
  let failed = 0;
  let isSaid = false;
  await repeat('The figures', { everySeconds: secondsBetweenLines, signal, say }, async () => {
    const figures = await figuresOf(pool, hotelId);
    const line = lineOf(figures);
    if (line !== last) say(line);
    last = line;
    const isNew = figures.failed > failed || (figures.waiting > 0 && !isSaid);
    if (isNew) say(whereToLook(url));
    isSaid ||= isNew;
    failed = figures.failed;
  });
}
