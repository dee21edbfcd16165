// Which findings 照合 shows, as its address says it. Pure, in both directions.
import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import { type Finding, findingKinds, type FindingQuery, findingStates } from '../../../api/import-reports.js';
import { numberIn, oneOf, shortest, textIn } from '../../../query-parts.js';

export const pageSizes = [25, 50, 100] as const;

export const readFindingQuery = (query: LocationQuery): Required<FindingQuery> => ({
  state: oneOf<Finding['state']>(findingStates, query.show),
  kind: findingKinds.find((kind) => kind === textIn(query.kind)),
  page: numberIn(query.page, 7) ?? 1,
  pageSize: pageSizes.find((size) => size === numberIn(query.size, 3)) ?? pageSizes[0],
});

export const writeFindingQuery = ({ state, kind, page, pageSize }: FindingQuery): LocationQueryRaw =>
  shortest({
    show: state === findingStates[0] ? undefined : state,
    kind,
    page: page === 1 ? undefined : String(page),
    size: pageSize === pageSizes[0] ? undefined : String(pageSize),
  });
