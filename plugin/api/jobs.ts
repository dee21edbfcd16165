// What is answered of background work: what operators have stopped, and how busy a hotel was.
import { z } from 'zod';
import { hotelJobs } from '../domain/job-names.js';
import { instant } from './common.js';

export const jobStops = z
  .object({
    items: z.array(
      z.object({
        job: z.string(),
        everywhere: z.boolean().describe('Stopped in all hotels, by command; only a command takes it back'),
        stoppedAt: instant,
        stoppedBy: z.int().nullable().describe('Id of that user; null: by command'),
      }),
    ),
  })
  .meta({ id: 'JobStops', description: 'Kinds of jobs that are not worked in the hotel until they go on' });
export type JobStopsAnswer = z.output<typeof jobStops>;

export const jobToStop = z.strictObject({ job: z.enum(hotelJobs) });

const count = z.int();
const share = z.number().nullable();

export const hotelLoad = z
  .object({
    from: instant,
    to: instant,
    slotMinutes: z.int(),
    slots: z.array(
      z.object({
        at: instant.describe('When the slot began'),
        jobsWaiting: count.describe('Jobs of the hotel that were due and waited when the slot ended'),
        oldestJobSeconds: count.nullable().describe('How long the oldest of them had waited'),
        messagesTried: count,
        messagesEscalated: count.describe('Of those, what was left to a person or without a room'),
        attemptMsMean: count.nullable(),
        attemptMsMax: count.nullable(),
        runs: count.describe('Sweeps and nightly runs that ended'),
        runMsMax: count.nullable(),
        staysInPool: count.describe('Stays with a tentative room when the slot ended'),
        conflicts: count.describe('Rooms that a stay was found unable to keep'),
      }),
    ),
    escalationRate: share.describe('Messages escalated of those tried, 0 to 1; null where none was'),
    conflictRate: share.describe('Conflicts per stay in the pool, by its mean; null where it was empty'),
  })
  .meta({ id: 'HotelLoad', description: 'How busy a hotel was, five minutes at a time, the oldest first' });
export type HotelLoadAnswer = z.output<typeof hotelLoad>;
