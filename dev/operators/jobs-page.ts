// docs/jobs.md, made from what a plugin defines: `npm run docs:jobs`.
import { writeFileSync } from 'node:fs';
import type { JobDescription } from '../../plugin/platform/jobs/index.js';
import { describedJobs } from '../api/document.js';

const code = (text: string) => `\`${text}\``;

/** `5 tries, after 1 s, then doubling`. */
function retryOf({ tries, pauseSeconds }: JobDescription): string {
  if (tries === 1) return 'one try';
  return `${tries} tries, the second after ${pauseSeconds} s${tries > 2 ? ', then doubling' : ''}`;
}

const row = (job: JobDescription): string =>
  `| ${[
    code(job.name),
    code(job.queue),
    job.policy === 'singleton' ? 'one at a time per key' : 'any number',
    job.key.map(code).join(', ') || '–',
    job.cron === undefined ? 'when it is asked for' : code(job.cron),
    job.cron === undefined ? '–' : code('timeZone'),
    retryOf(job),
    `${job.expireSeconds / 60} min`,
    job.deadLetter === undefined ? 'none' : code(job.deadLetter),
    job.idempotent,
  ].join(' | ')} |`;

const byName = (jobs: readonly JobDescription[]) => jobs.toSorted((a, b) => (a.name < b.name ? -1 : 1));

export const jobsPage = (): string => `# Jobs

Made from the code by \`npm run docs:jobs\`; a test holds it to what a plugin defines. What each job does: [operations.md](operations.md#jobs).

Jobs are delivered at least once: a process that dies, or stands still past its heartbeat (15 s), has its jobs given to another, and may come back while
that one works. So each has a reason why working it twice has no second effect. A key is a field of the job's data. \`timeZone\` is the setting of that
name; a schedule's times are local to it. Tries are all there are, the first included; the pause before each has jitter.

| job | queue | at once | key | schedule | time zone | retry | expires after | dead letter | why twice is once |
|---|---|---|---|---|---|---|---|---|---|
${byName(describedJobs()).map(row).join('\n')}

A schedule's time is that of the clock on the wall. No daily one lies between 00:00 and 04:00, where clocks are set: on such a day too it runs exactly
once, in every time zone there is.

## When the settings of a queue change

pg-boss leaves a queue that exists as it was made. So each process compares at its start what is there with what its build says, changes what
differs, and says so in one line of the log: \`job queue import-one-at-a-time: brought to what this build says: retryLimit 2 to 4\`. Jobs that are in
the queue already keep the tries that they were enqueued with. The policy of a queue (how many at once) cannot be changed: where it is another, an error of the log names
the queue and says how to make it anew; the build itself gives a kind of job whose policy changes a queue with another name.

While an upgrade rolls, processes of two builds stand side by side. Each looks only when it starts, so nothing goes back and forth while they run. One
that is older than the database (it finds migrations that it does not know) makes queues and schedules of its own where they are missing, and changes and takes out none of the
newer build. Where two builds differ without a migration between them, the one that started last has its way until the next start: it
decides which schedules there are, and how often and how soon a failed job is tried again, never what a job does. An upgrade ends with the start of a newer process, so that is put right by then.

## Stopping a kind of job

An operator can have a kind of job wait, in one hotel or in all:

\`\`\`
npx heyawari stop import --hotel 3
npx heyawari go import --hotel 3
npx heyawari stop sweeps
npx heyawari go sweeps
\`\`\`

In one hotel only jobs of single hotels can be stopped, those above without a schedule; for the PMS's users with the permission \`configure\` that is \`POST /jobs/stop\` and
\`POST /jobs/go\` of the hotel ([API](api.md#requests)). What runs already ends; from then on no process takes such a job. They wait: none is lost, none expires, no try is used, and of
jobs that would do the same one is kept. The stop lasts over restarts, until somebody takes it back; then the jobs go on within 15 seconds. What stands stopped
is in \`GET /jobs/stops\`, in the report of health (\`stopped jobs\`), in the log of each process that starts or meets such a job, and in \`heyawari_job_stops\`. Who stopped
what is in the audit log (of all hotels: under hotel 0, by SQL).

Stopping \`fetch\` lets bookings wait at the site controller, stopping \`import\` lets them wait here, and \`assignment-run\` leaves rooms tentative past their
deadline. What a person does by a click is done all the same.
`;

if (process.argv[1] === import.meta.filename)
  writeFileSync(new URL('../../docs/jobs.md', import.meta.url), jobsPage());
