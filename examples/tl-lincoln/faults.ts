// What can go wrong on the way, on demand: each kind with a probability, and a budget so that a run ends.
import type { Random } from '../../dev/bookings/random.js';

/**
 * Of messages: `duplicate` sends one again in a later output, `reorder` lets one overtake the message before it (of the same `deliver`),
 * `garbageMessage` adds one that is no report. Of answers: `truncatedBody` is short but well framed, `garbageBody` is no envelope,
 * `cutConnection` breaks off in the middle, `rateLimited` is E013, `noAnswer` never comes, `slowAnswer` comes late.
 */
export const faultKinds = [
  'duplicate',
  'reorder',
  'garbageMessage',
  'truncatedBody',
  'garbageBody',
  'cutConnection',
  'rateLimited',
  'noAnswer',
  'slowAnswer',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface FaultSetting {
  /** Of each occasion, 0–1: a message put into an output, or an answer. */
  probability: number;
  /** How often it may still happen; counted down. */
  budget: number;
}

/** May be changed at any time; the next occasion follows it. */
export type Faults = Record<FaultKind, FaultSetting>;

const faultsOf = (setting: (kind: FaultKind) => FaultSetting) =>
  Object.fromEntries(faultKinds.map((kind) => [kind, setting(kind)])) as Faults;

export const noFaults = (): Faults => faultsOf(() => ({ probability: 0, budget: 0 }));

/** Every kind now and then, `budget` times each. */
export const everyFault = (budget: number): Faults => faultsOf(() => ({ probability: 0.1, budget }));

export interface Dice {
  /** Whether the fault happens on this occasion; if so, it is counted. */
  strikes(kind: FaultKind): boolean;
  /** How often each kind has happened. */
  readonly struck: Readonly<Record<FaultKind, number>>;
}

export function createDice(faults: Faults, random: Random): Dice {
  const struck = Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Record<FaultKind, number>;
  return {
    struck,
    strikes(kind) {
      const setting = faults[kind];
      if (setting.budget <= 0 || random() >= setting.probability) return false;
      setting.budget--;
      struck[kind]++;
      return true;
    },
  };
}
