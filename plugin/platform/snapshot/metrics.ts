// The last snapshot as gauges. A scrape asks nobody: it shows what this process has read, and the time of it.
import { Gauge, type Registry } from 'prom-client';
import type { Figures, Snapshot } from './repository.js';

interface Description {
  readonly name: string;
  readonly help: string;
}

type Value = (snapshot: Snapshot) => number | null;
type FailedMessages = Figures['failedMessages'][number];
type Values = (figures: Figures) => Readonly<Record<string, number>>;

const figures: readonly (Description & { readonly value: Value })[] = [
  {
    name: 'heyawari_snapshot_timestamp_seconds',
    help: 'When the figures of the whole installation were taken, by the business clock; the same in every process.',
    value: ({ takenAt }) => takenAt.getTime() / 1000,
  },
  {
    name: 'heyawari_ota_open_failures',
    help: 'Messages that only a person or a later message ends.',
    value: (snapshot) => snapshot.figures.openFailures,
  },
  {
    name: 'heyawari_needs_person',
    help: 'Messages held for a decision, and open conflicts about a room.',
    value: (snapshot) => snapshot.figures.needsPerson,
  },
  {
    name: 'heyawari_ota_oldest_unconfirmed_timestamp_seconds',
    help: 'When the oldest output came that is not confirmed yet; no series where all are.',
    value: (snapshot) => snapshot.figures.oldestUnconfirmed,
  },
  {
    name: 'heyawari_unplaced_stays',
    help: 'Stays without a room.',
    value: (snapshot) => snapshot.figures.unplaced,
  },
  {
    name: 'heyawari_reconciliation_open_findings',
    help: 'What messages, the PMS and our plans say differently, and nobody has seen to.',
    value: (snapshot) => snapshot.figures.openFindings,
  },
  {
    name: 'heyawari_ota_imports_degraded',
    help: 'Hotels whose import does less well than it should.',
    value: (snapshot) => snapshot.figures.importsDegraded,
  },
  {
    name: 'heyawari_ota_imports_bad',
    help: 'Hotels whose import needs somebody at once.',
    value: (snapshot) => snapshot.figures.importsBad,
  },
  {
    name: 'heyawari_ota_open_circuits',
    help: 'Hotels for which the site controller fails, so that it is only probed now and then.',
    value: (snapshot) => snapshot.figures.openCircuits,
  },
  {
    name: 'heyawari_ota_fetching_held',
    help: 'Hotels that are not fetched for, since the database was restored and no person has let them go on.',
    value: (snapshot) => snapshot.figures.heldHotels,
  },
];

const figuresByJob: readonly (Description & { readonly values: Values })[] = [
  {
    name: 'heyawari_jobs_ready',
    help: 'Jobs that are due and wait to be worked.',
    values: ({ jobsReady }) => jobsReady,
  },
  {
    name: 'heyawari_jobs_dead',
    help: 'Jobs given up that lie in the dead letters.',
    values: ({ jobsDead }) => jobsDead,
  },
];

const failedMessages: readonly (Description & { readonly value: (one: FailedMessages) => number })[] = [
  {
    name: 'heyawari_ota_failed_messages',
    help: 'Messages that only a person or a later message ends, by hotel and class of failure; needs_person: somebody must decide.',
    value: ({ count }) => count,
  },
  {
    name: 'heyawari_ota_oldest_failed_message_timestamp_seconds',
    help: 'When the oldest of them came, by hotel and class of failure.',
    value: ({ oldest }) => oldest,
  },
];

/** No series before there is a snapshot: 0 would be a claim. */
export function showSnapshot(registry: Registry, present: () => Snapshot | undefined): void {
  const registers = [registry];
  for (const { name, help, value } of figures)
    new Gauge({
      ...{ name, help, registers },
      collect() {
        const snapshot = present();
        const shown = snapshot && value(snapshot);
        if (typeof shown === 'number') this.set(shown);
        else this.remove();
      },
    });
  for (const { name, help, value } of failedMessages)
    new Gauge({
      ...{ name, help, registers, labelNames: ['hotel', 'class'] as const },
      collect() {
        this.reset();
        for (const one of present()?.figures.failedMessages ?? [])
          this.set({ hotel: String(one.hotel), class: one.class }, value(one));
      },
    });
  for (const { name, help, values } of figuresByJob)
    new Gauge({
      ...{ name, help, registers, labelNames: ['job'] as const },
      collect() {
        this.reset();
        const snapshot = present();
        for (const [job, count] of Object.entries(snapshot ? values(snapshot.figures) : {}))
          this.set({ job }, count);
      },
    });
}
