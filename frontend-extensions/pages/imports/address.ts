// What the screen 予約取込 shows, as its address says it. Pure, in both directions.
import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import { type MessageGroup, messageGroups, type MessageQuery } from '../../api/imports.js';

export const pageSizes = [25, 50, 100] as const;

export interface Address {
  readonly group: MessageGroup;
  readonly search: string;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** The message that is open beside the list. */
  readonly message: number | undefined;
}

const text = (value: LocationQuery[string] | undefined): string => (typeof value === 'string' ? value : '');
const longestSearch = 100;

function number(value: LocationQuery[string] | undefined, digits: number): number | undefined {
  const written = text(value);
  return /^[1-9]\d*$/.test(written) && written.length <= digits ? Number(written) : undefined;
}

/** Reads an address a person may have typed: what makes no sense counts as not said. */
export const readAddress = (query: LocationQuery): Address => ({
  group: messageGroups.find((group) => group === text(query.show)) ?? 'attention',
  search: text(query.search).replaceAll('\0', '').slice(0, longestSearch),
  page: number(query.page, 7) ?? 1,
  pageSize: pageSizes.find((size) => size === number(query.size, 3)) ?? pageSizes[0],
  message: number(query.message, 15),
});

/** The shortest query that reads back as `address`. */
export function writeAddress({ group, search, page, pageSize, message }: Address): LocationQueryRaw {
  const entries = {
    show: group === 'attention' ? undefined : group,
    search: search || undefined,
    page: page === 1 ? undefined : String(page),
    size: pageSize === pageSizes[0] ? undefined : String(pageSize),
    message: message?.toString(),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

export const messageQuery = ({ group, search, page, pageSize }: Address): MessageQuery => ({
  ...{ state: group, page, pageSize },
  search: search.trim() || undefined,
});
