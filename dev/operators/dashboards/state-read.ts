// How old the state is that pages show: on each page whose figures are read from the database for all hotels.
import { curve, figure, upTo } from './panels.js';
import { age, boundOf, query } from './queries.js';

/** Of each part by itself: what cannot be read of one is as old as it is, and the others are new. */
const partsRead = age('heyawari_snapshot_timestamp_seconds{part!=""}', 'part');

const told = { steps: upTo(boundOf('FiguresOld')), alerts: ['FiguresOld', 'DatabaseUnreachable'] };

export const stateRead = figure({
  title: '状態の取得から / State read',
  description:
    'データベースの状態を最後に読んでからの時間（最も古い部分）。1分ごとに読みます。長いときは、このページの数値は古いものです。\n\nSince the state was last read, once a minute, of the part that is oldest: when it is old, so may be what is below.',
  unit: 's',
  queries: [query(`max(${partsRead})`, '経過 / age')],
  ...{ ...told, width: 4, decimals: 0 },
});

export const stateReadByPart = curve({
  title: '状態の取得から（部分別） / State read, by part',
  description:
    'データベースの状態の各部分を最後に読んでからの時間。1つだけ長いときは、その部分が読めていません。\n\nSince each part of the state was last read; where one alone is old, that part cannot be read.',
  unit: 's',
  queries: [query(partsRead, '{{part}}')],
  ...{ ...told, width: 8 },
});
