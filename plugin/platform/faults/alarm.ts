// One alert for a fault of the installation, however often and by however many jobs it is met: a line now and then, a metric, a state.
import type { Registry } from 'prom-client';
import type { Logger } from 'winston';
import type { Clock } from '../../domain/clock.js';
import type { InstallationFault } from '../../domain/installation-fault.js';
import { type InstallationFaultCode, installationFaultCodes } from '../../domain/installation-fault.js';
import { createMeasures, type MetricFamilies } from '../metrics/index.js';
import { installationFaultOf } from './classify.js';

/** A fault that goes on is a line of the log this often. */
const repeatMinutes = 10;

export interface StandingFault {
  readonly code: InstallationFaultCode;
  readonly sentence: string;
  readonly since: Date;
  /** How often it was met. */
  readonly times: number;
}

export interface Faults {
  /** Tells of a fault that `work` has met. */
  report(fault: InstallationFault, work?: string): void;
  /** `work` meets faults of these codes no more: over is what nobody else has met. Cheap where there are none. */
  over(codes: readonly InstallationFaultCode[], work?: string): void;
  /** Runs `work`; a fault of the installation is reported instead of thrown: the tables say what is still to be done. */
  watch<T>(work: () => Promise<T>): Promise<T | undefined>;
  standing(): readonly StandingFault[];
}

/** What a transaction that committed says nothing about. */
const besideTheDatabase: readonly InstallationFaultCode[] = [
  'key_missing',
  'key_mismatch',
  'output_too_large',
];
/** What a transaction that committed has shown to be over. */
export const databaseFaults = installationFaultCodes.filter((code) => !besideTheDatabase.includes(code));

export interface FaultsParts {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics: Registry;
}

const labels = { code: installationFaultCodes };

export const faultFamilies = {
  met: {
    type: 'counter',
    name: 'heyawari_installation_faults_total',
    help: 'How often work met a fault of the installation (key, rights, schema, disk), by code.',
    labels,
  },
  standing: {
    type: 'gauge',
    name: 'heyawari_installation_fault',
    help: '1 while a fault of the installation stands, by code; 0 while none does.',
    labels,
  },
} as const satisfies MetricFamilies;

function createFaultMetrics(registry: Registry) {
  const made = createMeasures(registry, faultFamilies);
  for (const code of installationFaultCodes) made.standing.set({ code }, 0);
  return made;
}

/** What is met where nobody says by what work. */
const mainWork = 'import';

export function createFaults({ logger, clock, metrics }: FaultsParts): Faults {
  const { met, standing: gauge } = createFaultMetrics(metrics);
  const standing = new Map<InstallationFaultCode, StandingFault>();
  const metBy = new Map<InstallationFaultCode, Set<string>>();
  /** Kept when a fault is over: one that comes and goes is no more lines than one that stays. */
  const toldAt = new Map<InstallationFaultCode, number>();

  function report({ code, message, params, cause }: InstallationFault, work = mainWork): void {
    const now = clock.now();
    metBy.set(code, (metBy.get(code) ?? new Set()).add(work));
    const known = standing.get(code);
    const fault: StandingFault = {
      ...{ code, sentence: message },
      since: known?.since ?? now,
      times: (known?.times ?? 0) + 1,
    };
    standing.set(code, fault);
    met.inc({ code });
    gauge.set({ code }, 1);
    const told = toldAt.get(code);
    if (told !== undefined && now.getTime() - told < repeatMinutes * 60_000) return;
    toldAt.set(code, now.getTime());
    logger.error(`the installation is at fault, work waits: ${message}`, {
      ...{ fault: code, ...params, since: fault.since, times: fault.times },
      ...(cause === undefined ? {} : { error: cause }),
    });
  }

  return {
    report,
    over(codes, work = mainWork) {
      for (const code of codes) {
        const fault = standing.get(code);
        const met = metBy.get(code);
        if (!fault || !met?.delete(work) || met.size > 0) continue;
        standing.delete(code);
        gauge.set({ code }, 0);
        logger.info('a fault of the installation is over', { fault: code, since: fault.since });
      }
    },
    async watch(work) {
      try {
        return await work();
      } catch (error) {
        const fault = installationFaultOf(error);
        if (!fault) throw error;
        report(fault);
        return undefined;
      }
    },
    standing: () => [...standing.values()],
  };
}
