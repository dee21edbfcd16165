// How the installation is, part by part, as the screens ask it.
import { answered, type Api } from './client.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];

export type HealthReport = Schemas['HealthReport'];
export type HealthPart = Schemas['HealthPart'];

/** Of the whole installation, whichever hotel asks. Problem 403: the user may not see it. */
export const getHealthReport = ({ calls, hotel }: Api, signal: AbortSignal): Promise<HealthReport> =>
  answered(calls.GET('/hotels/{hotelId}/health-report', { params: { path: hotel() }, signal }));
