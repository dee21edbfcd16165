// `npx heyawari stop JOB [--hotel N]` and `go JOB [--hotel N]`: a kind of job waits, in one hotel or in all, until it goes on.
import type pg from 'pg';
import { hotelJobs, scheduledJobs } from '../../plugin/domain/job-names.js';
import { UsageError } from '../problems.js';

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

/** Answers with what to tell. Throws UsageError for what cannot be stopped. */
export async function stopJobs(client: pg.Client, command: StopCommand): Promise<string> {
  const place = placeOf(command);
  return (await change(client, place, true))
    ? `${inWords(place)} waits from now on; what runs already ends. \`npx heyawari go ${place.job}${place.hotel ? ` --hotel ${place.hotel}` : ''}\` has it go on.`
    : `${inWords(place)} is stopped already.`;
}

export async function goJobs(client: pg.Client, command: StopCommand): Promise<string> {
  const place = placeOf(command);
  if (!(await change(client, place, false))) return `${inWords(place)} is not stopped.`;
  const { rowCount } = await client.query(
    'SELECT FROM heyawari.job_stops WHERE job = $1 AND (hotel_id = 0 OR $2 = 0)',
    [place.job, place.hotel],
  );
  const still = rowCount
    ? ' It is still stopped elsewhere: a stop of every hotel and of one are taken back each by itself.'
    : '';
  return `${inWords(place)} goes on within 15 seconds.${still}`;
}
