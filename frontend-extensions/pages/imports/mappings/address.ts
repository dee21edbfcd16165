// What 部屋タイプ紐づけ shows, as its address says it. Pure, in both directions.
import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import { numberIn, oneOf, searchIn, shortest } from '../../../query-parts.js';

/** The mappings, or the codes that have come. */
export const mappingViews = ['mappings', 'codes'] as const;
export type MappingView = (typeof mappingViews)[number];

export interface MappingAddress {
  readonly view: MappingView;
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

export const readMappingAddress = (query: LocationQuery): MappingAddress => ({
  view: oneOf(mappingViews, query.show),
  search: searchIn(query.search),
  page: numberIn(query.page, 4) ?? 1,
});

export const writeMappingAddress = ({ view, search, page }: MappingAddress): LocationQueryRaw =>
  shortest({
    show: view === mappingViews[0] ? undefined : view,
    search: search || undefined,
    page: page === 1 ? undefined : String(page),
  });
