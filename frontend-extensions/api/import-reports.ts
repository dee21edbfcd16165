// What the OTA import says about itself, as the screens ask it: how it stands, figures of days, and what the reconciliation has found.
import type { HotelDay } from '../dates.js';
import { answered, type Api, command } from './client.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];

export type ImportDashboard = Schemas['ImportDashboard'];
export type ImportStatistics = Schemas['ImportStatistics'];
export type HotelLoad = Schemas['HotelLoad'];
export type FailurePattern = Schemas['FailurePattern'];
export type Reconciliation = Schemas['Reconciliation'];
export type Finding = Schemas['ReconciliationFinding'];

export const findingStates = ['open', 'dismissed', 'settled'] as const satisfies Finding['state'][];

export const findingKinds = [
  'missing_in_pms',
  'doubled',
  'stay_differs',
  'cancelled_in_pms',
  'cancelled_by_agency',
  'charged_night',
  'reservation_without_plan',
  'plan_without_reservation',
  'report_numbers_missing',
] as const satisfies Finding['kind'][];

/** Why a person lets a finding stand. */
export const dismissals = [
  'agreed_with_guest',
  'agreed_with_agency',
  'done_elsewhere',
  'no_problem',
] as const;
export type Dismissal = (typeof dismissals)[number];

export interface FindingQuery {
  readonly state: Finding['state'];
  readonly kind?: Finding['kind'] | undefined;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

export const getImportDashboard = ({ calls, hotel }: Api, signal: AbortSignal): Promise<ImportDashboard> =>
  answered(calls.GET('/hotels/{hotelId}/imports/dashboard', { params: { path: hotel() }, signal }));

/** Of the business dates from `from` to `to`, at most 400. */
export const getImportStatistics = (
  { calls, hotel }: Api,
  range: { readonly from: HotelDay; readonly to: HotelDay },
  signal: AbortSignal,
): Promise<ImportStatistics> =>
  answered(
    calls.GET('/hotels/{hotelId}/imports/statistics', { params: { path: hotel(), query: range }, signal }),
  );

/** Of the last 24 hours. */
export const getHotelLoad = ({ calls, hotel }: Api, signal: AbortSignal): Promise<HotelLoad> =>
  answered(calls.GET('/hotels/{hotelId}/load', { params: { path: hotel(), query: { hours: 24 } }, signal }));

export const getReconciliation = (
  { calls, hotel }: Api,
  { kind, ...query }: FindingQuery,
  signal: AbortSignal,
): Promise<Reconciliation> =>
  answered(
    calls.GET('/hotels/{hotelId}/imports/reconciliation', {
      params: { path: hotel(), query: { ...query, ...(kind && { kind }) } },
      signal,
    }),
  );

/** Answers at once with the run that will look, or is at it already. */
export const reconcileNow = ({ calls, hotel }: Api): Promise<Schemas['ReconciliationRunRequested']> =>
  answered(calls.POST('/hotels/{hotelId}/imports/reconcile', { params: { path: hotel() } }));

/** Lets the finding stand as it was shown. Problem 409: it has changed since, or is settled. */
export const dismissFinding = (
  { calls, hotel }: Api,
  { id, version }: Pick<Finding, 'id' | 'version'>,
  reason: Dismissal,
): Promise<Finding> =>
  answered(
    calls.POST('/hotels/{hotelId}/imports/reconciliation/{id}/dismiss', {
      params: { path: { ...hotel(), id } },
      body: command({ version, reason }),
    }),
  );
