// What part of the state of the installation a slice tells: gauges as data, and one question that reads all of them, for all hotels.
import type { HotelDate } from '../../domain/hotel-date.js';
import type { Sql } from '../database/index.js';
import type { MetricFamily } from '../metrics/index.js';

export type StateFamilies = Readonly<Record<string, MetricFamily & { readonly type: 'gauge' }>>;

/** A value with its labels, by name. */
export interface Reading {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What is seen of each gauge; one that is missing has no series. */
export type Readings<Families extends StateFamilies = StateFamilies> = {
  readonly [Key in keyof Families]?: readonly Reading[];
};

/** When the state is read. */
export interface ReadAt {
  /** By the business clock. */
  readonly now: Date;
  /** The business date. */
  readonly today: HotelDate;
}

/** The state that a slice tells. */
export interface State<Families extends StateFamilies = StateFamilies> {
  /** Its name, one of its own: what cannot be read of one part leaves the others as new as they are. */
  readonly part: string;
  readonly families: Families;
  /** Few statements over what is open, whatever the history. Rejects where the database does not answer. */
  read(sql: Sql, at: ReadAt): Promise<Readings<Families>>;
}

/** A column of rows of hotels, as readings of those in which it is not null. */
export const byHotel = <Row extends { readonly hotel: number }>(
  rows: readonly Row[],
  value: (row: Row) => number | null | undefined,
): Reading[] =>
  rows.flatMap((row) => {
    const seen = value(row);
    return seen == null ? [] : [{ labels: { hotel: String(row.hotel) }, value: seen }];
  });

/** SQL: a moment as seconds since 1970. */
export const secondsOf = (moment: string): string =>
  `CAST(extract(epoch FROM ${moment}) AS double precision)`;
