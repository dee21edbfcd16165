// What the screen shows, as its address says it: filters, page, view. Pure, in both directions.
import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import {
  type PlanQuery,
  type RoomState,
  roomStates,
  type StayMoment,
  stayMoments,
} from '../../api/assignment.js';
import { type HotelDay, isHotelDay } from '../../dates.js';

export const pageSizes = [25, 50, 100] as const;
export const views = ['list', 'board'] as const;
export type View = (typeof views)[number];

export interface Address {
  readonly view: View;
  readonly state: RoomState | undefined;
  readonly moment: StayMoment | undefined;
  readonly from: HotelDay | undefined;
  readonly to: HotelDay | undefined;
  readonly roomTypeId: number | undefined;
  readonly search: string;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** First day of the board; undefined: the business date. */
  readonly boardFrom: HotelDay | undefined;
}

const text = (value: LocationQuery[string] | undefined): string => (typeof value === 'string' ? value : '');
const day = (value: LocationQuery[string] | undefined): HotelDay | undefined =>
  isHotelDay(text(value)) ? text(value) : undefined;
const positive = (value: LocationQuery[string] | undefined): number | undefined =>
  /^[1-9]\d{0,8}$/.test(text(value)) ? Number(text(value)) : undefined;

/** A number that the server refuses is no page of any list. */
const page = (value: LocationQuery[string] | undefined): number | undefined =>
  /^[1-9]\d{0,6}$/.test(text(value)) ? Number(text(value)) : undefined;
const longestSearch = 100;
const words = (value: LocationQuery[string] | undefined): string =>
  text(value).includes('\0') ? '' : text(value).slice(0, longestSearch);
/** The board's last night must be one of the calendar too. */
const lastBoardDay = '9999-12-01';

/** Reads an address a person may have typed: what makes no sense counts as not said. */
export function readAddress(query: LocationQuery): Address {
  const boardFrom = day(query.board);
  return {
    view: views.find((view) => view === text(query.view)) ?? 'list',
    state: roomStates.find((state) => state === text(query.state)),
    moment: stayMoments.find((moment) => moment === text(query.moment)),
    from: day(query.from),
    to: day(query.to),
    roomTypeId: positive(query.type),
    search: words(query.search),
    page: page(query.page) ?? 1,
    pageSize: pageSizes.find((size) => size === positive(query.size)) ?? pageSizes[0],
    boardFrom: boardFrom !== undefined && boardFrom <= lastBoardDay ? boardFrom : undefined,
  };
}

/** The shortest query that reads back as `address`. */
export function writeAddress(address: Address): LocationQueryRaw {
  const entries = {
    view: address.view === 'list' ? undefined : address.view,
    state: address.state,
    moment: address.moment,
    from: address.from,
    to: address.to,
    type: address.roomTypeId?.toString(),
    search: address.search || undefined,
    page: address.page === 1 ? undefined : String(address.page),
    size: address.pageSize === pageSizes[0] ? undefined : String(address.pageSize),
    board: address.boardFrom,
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

export const noFilter = {
  state: undefined,
  moment: undefined,
  from: undefined,
  to: undefined,
  roomTypeId: undefined,
  search: '',
};

export function isFiltered(address: Address): boolean {
  const { state, moment, from, to, roomTypeId, search } = address;
  return Boolean(state ?? moment ?? from ?? to ?? roomTypeId) || search !== '';
}

export function planQuery(address: Address): PlanQuery {
  const { state, moment, from, to, roomTypeId, search, page, pageSize } = address;
  return { state, moment, from, to, roomTypeId, search: search.trim() || undefined, page, pageSize };
}
