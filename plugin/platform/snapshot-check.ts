// Whether the state of the installation is counted: all of it, and each part as often as the others.
import { type Clock, isSettable } from '../domain/clock.js';
import { type Check, Unwell } from './health/index.js';

export interface CountedState {
  readonly clock: Clock;
  /** When each part of the state of the installation was last counted, as this process has read it; undefined: not since its start. */
  readonly counted: () => ReadonlyMap<string, Date | undefined>;
}

/** Milliseconds: it is counted every minute. */
const oldSnapshot = 5 * 60_000;
/** Behind the part that was counted last, milliseconds: one counting may fail, and a second does not begin late by so much. */
const behindOthers = 90_000;

/** Undefined of none. */
export const earliest = (moments: readonly Date[]): Date | undefined =>
  moments.reduce<Date | undefined>((first, at) => (first && first < at ? first : at), undefined);

/**
 * By a simulated calendar nothing begins of itself, so that nothing is late. The details are the seconds since each part was counted; whether its last counting
 * failed is known to the process alone that counts for all, and to every process from how far the part is behind the others.
 */
export const checkSnapshot =
  ({ clock, counted }: CountedState, started: Date): Check =>
  () => {
    const now = clock.now().getTime();
    const parts = [...counted()].map(([part, at]) => ({ part, at, since: at ?? started }));
    const ageOf = ({ since }: { readonly since: Date }) => Math.round((now - since.getTime()) / 1000);
    const last = Math.max(...parts.map(({ at }) => at?.getTime() ?? 0));
    const isBehind = (at: Date | undefined) => at !== undefined && last - at.getTime() > behindOthers;
    const old = parts.filter(({ at, since }) => isBehind(at) || now - since.getTime() > oldSnapshot);
    if (isSettable(clock) || old.length === 0)
      return Promise.resolve({ ageSeconds: Math.max(0, ...parts.map(ageOf)) });
    const details = Object.fromEntries(old.map((one) => [one.part, ageOf(one)]));
    return Promise.reject(
      new Unwell('the state of the installation is not counted', details, {
        since: earliest(old.map(({ since }) => since)),
        ofDatabase: true,
      }),
    );
  };
