// What an operator has stopped, as a worker meets it: jobs that it has taken wait aside, and it says so once.
import type { Logger } from 'winston';
import { z } from 'zod';
import type { TakenJob } from './attempt.js';
import type { QueueOfJob, Stopped, StopsRepository } from './stops-repository.js';

const ofHotel = z.object({ data: z.object({ hotelId: z.number() }) });

/** What is stopped of it waits; pure. */
export function isStopped(stopped: Stopped, job: Pick<TakenJob, 'data'>): boolean {
  if (stopped.everywhere) return true;
  if (stopped.hotels.length === 0) return false;
  const read = ofHotel.safeParse(job.data);
  return read.success && stopped.hotels.includes(read.data.data.hotelId);
}

export interface Stops {
  /** What is stopped of that kind now; asked before jobs are taken. */
  ofJob(job: string): Promise<Stopped>;
  /** Has the stopped ones of `jobs`, which were taken from `queue`, wait aside; answers with the others. */
  sift(from: QueueOfJob, stopped: Stopped, jobs: readonly TakenJob[]): Promise<readonly TakenJob[]>;
  /** Jobs aside that nothing stops any more are due again; whether there were any. */
  takeBack(): Promise<boolean>;
  /** Says what is stopped, for a process that starts. */
  tellStanding(): Promise<void>;
}

export function createStops(
  repository: StopsRepository,
  queues: readonly QueueOfJob[],
  logger: Logger,
): Stops {
  const told = new Set<string>();
  const placeOf = (stopped: Stopped) =>
    stopped.everywhere ? 'every hotel' : `hotel ${stopped.hotels.join(', ')}`;

  /** Once for each stop, until jobs go on. */
  function tell(job: string, stopped: Stopped): void {
    const place = placeOf(stopped);
    if (told.has(`${job} ${place}`)) return;
    told.add(`${job} ${place}`);
    logger.warn(`jobs ${job} of ${place} wait: an operator has stopped them`, { job });
  }

  return {
    ofJob: (job) => repository.ofJob(job),
    async sift({ queue, job }, stopped, jobs) {
      const aside = jobs.filter((one) => isStopped(stopped, one));
      if (aside.length === 0) return jobs;
      await repository.putAside(queue, aside);
      tell(job, stopped);
      return jobs.filter((one) => !aside.includes(one));
    },
    async takeBack() {
      const jobs = await repository.takeBack(queues);
      if (jobs === 0) return false;
      told.clear();
      logger.warn('jobs that were stopped go on', { jobs });
      return true;
    },
    async tellStanding() {
      for (const { job, hotel } of await repository.all())
        tell(job, { everywhere: hotel === undefined, hotels: hotel === undefined ? [] : [hotel] });
    },
  };
}
