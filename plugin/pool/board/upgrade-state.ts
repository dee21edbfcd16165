// Upgrades given and upgrades that a person may give, hotel by hotel, for the metrics of every process.
import { bestPerTarget, createGraph, getBestPaths, type UpgradePath } from '../../assignment/index.js';
import type { RoomTypeId } from '../../domain/ids.js';
import type { Sql } from '../../platform/database/index.js';
import { byHotel, type ReadAt, type State, type StateFamilies } from '../../platform/snapshot/index.js';
import { hierarchiesOf } from '../../room-hierarchy/index.js';

const hotel = 'open';

export const upgradeStateFamilies = {
  stays: {
    type: 'gauge',
    name: 'heyawari_upgraded_stays',
    help: 'Stays in the house or to come whose room is of another type than the booked one.',
    labels: { hotel },
  },
  cost: {
    type: 'gauge',
    name: 'heyawari_upgrade_cost_yen',
    help: 'What these upgrades cost in yen, all their nights together, by the prices that the hotel has put on its upgrade relations; one without a price, or without a way in the hierarchy any more, counts nothing.',
    labels: { hotel },
  },
  proposals: {
    type: 'gauge',
    name: 'heyawari_upgrade_proposals_open',
    help: 'Stays without a room, not over yet, to which the hierarchy lets a person give an upgrade (policy suggest) that nobody has refused; whether a room is free for it is seen on 部屋未定.',
    labels: { hotel },
  },
} as const satisfies StateFamilies;

interface Upgraded {
  readonly hotel: number;
  readonly booked: RoomTypeId;
  readonly given: RoomTypeId;
  readonly stays: number;
  readonly nights: number;
}

interface Unplaced {
  readonly hotel: number;
  readonly booked: RoomTypeId;
  /** Types that were refused to it. */
  readonly refused: readonly RoomTypeId[];
  readonly stays: number;
}

/** What has not left yet, from the index by departure alone: past stays are not gone through. */
const readUpgraded = (sql: Sql, { today }: ReadAt) =>
  sql.rows<Upgraded>(
    `SELECT c.hotel_id AS hotel, p.booked_type_id AS booked, p.room_type_id AS given, CAST(count(*) AS int) AS stays,
            CAST(sum(GREATEST(p.check_out - p.check_in, 1)) AS int) AS nights
       FROM heyawari.host_cursors c
       JOIN heyawari.booking_plans p ON p.hotel_id = c.hotel_id AND p.room_state <> 'ended' AND p.check_out >= :today
        AND p.room_type_id <> p.booked_type_id
      GROUP BY c.hotel_id, p.booked_type_id, p.room_type_id`,
    { today },
  );

/** Stays without a room are few, and have an index of their own. */
const readUnplaced = (sql: Sql, { today }: ReadAt) =>
  sql.rows<Unplaced>(
    `SELECT hotel, booked, refused, CAST(count(*) AS int) AS stays
       FROM (SELECT p.hotel_id AS hotel, p.booked_type_id AS booked,
                    ARRAY(SELECT r.room_type_id FROM heyawari.refused_upgrades r
                           WHERE r.hotel_id = p.hotel_id AND r.plan_id = p.id ORDER BY r.room_type_id) AS refused
               FROM heyawari.host_cursors c
               JOIN heyawari.booking_plans p ON p.hotel_id = c.hotel_id AND p.room_state = 'unplaced' AND p.check_out >= :today) AS one
      GROUP BY hotel, booked, refused`,
    { today },
  );

const hotels = (sql: Sql) =>
  sql.rows<{ readonly hotel: number }>('SELECT hotel_id AS hotel FROM heyawari.host_cursors');

/** The ways by which placement and persons upgrade, by hotel and booked type; beds are not known, so what asks for them is left out. */
async function waysOf(sql: Sql, ids: Iterable<number>) {
  const hierarchies = await hierarchiesOf(sql, [...new Set(ids)]);
  const graphs = new Map([...hierarchies].map(([id, hierarchy]) => [id, createGraph(hierarchy)]));
  const known = new Map<string, readonly UpgradePath[]>();
  return (id: number, booked: RoomTypeId): readonly UpgradePath[] => {
    const key = `${id} ${booked}`;
    const graph = graphs.get(id);
    const ways = known.get(key) ?? (graph ? bestPerTarget(getBestPaths(graph, booked)) : []);
    known.set(key, ways);
    return ways.filter(({ sameBedCount }) => !sameBedCount);
  };
}

const sumOf = <Row extends { readonly hotel: number }>(
  rows: readonly Row[],
  id: number,
  value: (row: Row) => number,
) => rows.reduce((sum, row) => (row.hotel === id ? sum + value(row) : sum), 0);

/** Of hotels that runs visit. */
export const upgradeState: State<typeof upgradeStateFamilies> = {
  part: 'upgrades',
  families: upgradeStateFamilies,
  async read(sql, at) {
    const followed = await hotels(sql);
    const upgraded = await readUpgraded(sql, at);
    const unplaced = await readUnplaced(sql, at);
    const ways = await waysOf(
      sql,
      [...upgraded, ...unplaced].map((row) => row.hotel),
    );
    const cost = ({ hotel: id, booked, given, nights }: Upgraded) =>
      nights * (ways(id, booked).find(({ toTypeId }) => toTypeId === given)?.costPerNight ?? 0);
    const proposed = ({ hotel: id, booked, refused, stays }: Unplaced) =>
      ways(id, booked).some(({ policy, toTypeId }) => policy === 'suggest' && !refused.includes(toTypeId))
        ? stays
        : 0;
    return {
      stays: byHotel(followed, (row) => sumOf(upgraded, row.hotel, ({ stays }) => stays)),
      cost: byHotel(followed, (row) => sumOf(upgraded, row.hotel, cost)),
      proposals: byHotel(followed, (row) => sumOf(unplaced, row.hotel, proposed)),
    };
  },
};
