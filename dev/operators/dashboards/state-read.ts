// How old the state is that pages show: on each page whose figures are read from the database for all hotels.
import { figure, upTo } from './panels.js';
import { age, boundOf, query } from './queries.js';

export const stateRead = figure({
  title: '状態の取得から / State read',
  description:
    'データベースの状態を最後に読んでからの時間。1分ごとに読みます。長いときは、このページの数値は古いものです。\n\nSince the state was last read, once a minute: when it is old, so is all below.',
  unit: 's',
  queries: [query(age('heyawari_snapshot_timestamp_seconds', ''), '経過 / age')],
  ...{
    steps: upTo(boundOf('DatabaseUnreachable')),
    alerts: ['DatabaseUnreachable'],
    width: 4,
    decimals: 0,
  },
});
