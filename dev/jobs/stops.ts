// `npx heyawari stop JOB [--hotel N]` and `go JOB [--hotel N]`: a kind of job waits, in one hotel or in all, until it goes on.
import type pg from 'pg';
import { hotelJobs, scheduledJobs } from '../../plugin/domain/job-names.js';
import { PersonsProblem, UsageError } from '../problems.js';

export interface StopCommand {
  /** As they were typed. */
  readonly job: string | undefined;
  readonly hotel: string | undefined;
}

interface Place {
  readonly job: string;
  /** 0: every hotel. */
  readonly hotel: number;
}

const listed = (names: readonly string[]) => names.join(', ');

/** Throws a sentence for the person who typed it. */
export function placeOf({ job, hotel }: StopCommand): Place {
  const all: readonly string[] = [...hotelJobs, ...scheduledJobs].toSorted();
  if (job === undefined || !all.includes(job))
    throw new UsageError(
      `${job === undefined ? 'Say which kind of job' : `There is no job "${job}"`}: choose from ${listed(all)}.`,
    );
  if (hotel === undefined) return { job, hotel: 0 };
  if (!/^[1-9]\d{0,8}$/.test(hotel))
    throw new UsageError(`--hotel is the number of a hotel of the PMS, not "${hotel}".`);
  if (!(hotelJobs as readonly string[]).includes(job))
    throw new UsageError(
      `A run of ${job} goes over all hotels, so it can only be stopped in all of them: leave --hotel out, or choose from ${listed(hotelJobs)}.`,
    );
  return { job, hotel: Number(hotel) };
}

const inWords = ({ job, hotel }: Place) => `${job} of ${hotel === 0 ? 'every hotel' : `hotel ${hotel}`}`;

/** With its row of the audit log, in one statement; whether anything changed. */
async function change(client: pg.Client, { job, hotel }: Place, stopped: boolean): Promise<boolean> {
  const done = stopped
    ? `INSERT INTO heyawari.job_stops (hotel_id, job, stopped_at) VALUES ($1, $2, now()) ON CONFLICT DO NOTHING RETURNING job`
    : `DELETE FROM heyawari.job_stops WHERE hotel_id = $1 AND job = $2 RETURNING job`;
  const { rowCount } = await client.query(
    `WITH done AS (${done})
     INSERT INTO heyawari.audit_log (hotel_id, at, action, subject, details)
     SELECT $1, now(), $3, 'job:' || job, CAST($4 AS jsonb) FROM done`,
    [
      ...[hotel, job, stopped ? 'job.stop' : 'job.go'],
      JSON.stringify({ before: { stopped: !stopped }, after: { stopped } }),
    ],
  );
  return rowCount === 1;
}

/** Throws where the PMS has no such hotel: a stop of it would wait for nobody. A role that may not look takes the person's word. */
async function refuseUnknown(client: pg.Client, hotel: number): Promise<void> {
  if (hotel === 0) return;
  const { rows: may } = await client.query<{ read: boolean }>(
    `SELECT COALESCE(has_column_privilege(to_regclass('public.hotels'), 'id', 'SELECT'), false) AS read`,
  );
  if (!may[0]!.read) return;
  const { rowCount } = await client.query('SELECT FROM public.hotels WHERE id = $1', [hotel]);
  if (rowCount === 0) throw new PersonsProblem(`The PMS has no hotel ${hotel}: nothing was stopped.`);
}

/** Answers with what to tell. Throws PersonsProblem for what cannot be stopped. */
export async function stopJobs(client: pg.Client, command: StopCommand): Promise<string> {
  const place = placeOf(command);
  await refuseUnknown(client, place.hotel);
  return (await change(client, place, true))
    ? `${inWords(place)} waits from now on; what runs already ends. \`npx heyawari go ${place.job}${place.hotel ? ` --hotel ${place.hotel}` : ''}\` has it go on.`
    : `${inWords(place)} is stopped already.`;
}

export async function goJobs(client: pg.Client, command: StopCommand): Promise<string> {
  const place = placeOf(command);
  const changed = await change(client, place, false);
  const { rows } = await client.query<{ hotel: number }>(
    'SELECT hotel_id AS hotel FROM heyawari.job_stops WHERE job = $1 AND (hotel_id = 0 OR $2 = 0) ORDER BY 1',
    [place.job, place.hotel],
  );
  // A stop of every hotel and of one are taken back each by itself.
  if (rows[0]?.hotel === 0)
    return `${inWords(place)} still waits: it is stopped in every hotel. \`npx heyawari go ${place.job}\` takes that back.`;
  const elsewhere = rows.map(({ hotel }) => hotel).join(', ');
  const still = elsewhere === '' ? '' : ` It is still stopped in hotel ${elsewhere}: add --hotel N for each.`;
  return changed
    ? `${inWords(place)} goes on within 15 seconds.${still}`
    : `${inWords(place)} is not stopped.${still}`;
}
