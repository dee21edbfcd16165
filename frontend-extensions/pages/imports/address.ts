// What the screen 予約取込 shows, as its address says it. Pure, in both directions.
import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import { numberIn, searchIn, shortest, textIn } from '../../query-parts.js';
import type { MessageQuery } from '../../api/imports.js';

/** What the list shows: messages by what is to be done, or those in which something was mended or odd. */
export const messageGroups = ['attention', 'waiting', 'done', 'warned'] as const;
export type MessageGroup = (typeof messageGroups)[number];

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

/** Reads an address a person may have typed: what makes no sense counts as not said. */
export const readAddress = (query: LocationQuery): Address => ({
  group: messageGroups.find((group) => group === textIn(query.show)) ?? 'attention',
  search: searchIn(query.search),
  page: numberIn(query.page, 7) ?? 1,
  pageSize: pageSizes.find((size) => size === numberIn(query.size, 3)) ?? pageSizes[0],
  message: numberIn(query.message, 15),
});

/** The shortest query that reads back as `address`. */
export function writeAddress({ group, search, page, pageSize, message }: Address): LocationQueryRaw {
  return shortest({
    show: group === 'attention' ? undefined : group,
    search: search || undefined,
    page: page === 1 ? undefined : String(page),
    size: pageSize === pageSizes[0] ? undefined : String(pageSize),
    message: message?.toString(),
  });
}

export const messageQuery = ({ group, search, page, pageSize }: Address): MessageQuery => ({
  ...(group === 'warned' ? { withWarnings: true } : { state: group }),
  ...{ page, pageSize },
  search: search.trim() || undefined,
});
