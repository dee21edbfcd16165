// All dashboards, by the name of their file in grafana/dashboards.
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { imports } from './imports.js';
import { jobsAndDatabase } from './jobs-and-database.js';
import { oneHotel } from './one-hotel.js';
import { overview } from './overview.js';
import { dashboardOf } from './page.js';
import { pool } from './pool.js';

const pages = {
  overview,
  imports,
  pool,
  'jobs-and-database': jobsAndDatabase,
  'one-hotel': oneHotel,
} as const;

/** Built anew, by the name of the file without `.json`. */
export const dashboards = (): Readonly<Record<string, Dashboard>> =>
  Object.fromEntries(Object.entries(pages).map(([name, page]) => [name, dashboardOf(page)]));
