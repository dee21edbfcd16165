// The parts of a page's address as they are read and written: what makes no sense counts as not said. Pure.
import type { LocationQuery, LocationQueryRaw } from 'vue-router';

type Written = LocationQuery[string] | undefined;

const longestSearch = 100;

export const textIn = (value: Written): string => (typeof value === 'string' ? value : '');

/** What a person looks for, as the server takes it. */
export const searchIn = (value: Written): string =>
  textIn(value).replaceAll('\0', '').slice(0, longestSearch);

/** A whole number from 1 of at most `digits` digits. */
export function numberIn(value: Written, digits: number): number | undefined {
  const written = textIn(value);
  return /^[1-9]\d*$/.test(written) && written.length <= digits ? Number(written) : undefined;
}

/** One of `known`; else the first. */
export const oneOf = <Value extends string>(
  known: readonly [Value, ...(readonly Value[])],
  value: Written,
): Value => known.find((one) => one === textIn(value)) ?? known[0];

/** Without what is not said. */
export const shortest = (entries: Readonly<Record<string, string | undefined>>): LocationQueryRaw =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

/** Whether what changes of an address is only what is being typed. */
export const isTyped = (part: object): boolean => Object.keys(part).join() === 'search';
