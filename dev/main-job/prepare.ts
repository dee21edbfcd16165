// The database of a run: the PMS's tables and the plugin's, with the hotel and its upgrade targets in them.
import { createRequire } from 'node:module';
import pg from 'pg';
import { defaultLogin } from '../../examples/tl-lincoln/index.js';
import { migrateLatest } from '../migrate.js';
import { type HotelFile, typesWithoutRooms } from './hotel-file.js';

interface SeededHotel {
  readonly hotelId: number;
  readonly typeIds: Readonly<Record<string, number>>;
}

const require = createRequire(import.meta.url);
const hostDatabase = require('../../examples/host-pms/api/database') as {
  installSchema(client: pg.Client): Promise<void>;
  seedBase(client: pg.Client): Promise<void>;
  seedHotel(client: pg.Client, specification: object): Promise<SeededHotel>;
};

/** People are not counted against beds in these runs: the data has parties, but not the rooms' sizes. */
const anyParty = 60;

async function addUpgradeTargets(
  client: pg.Client,
  { hotelId, typeIds }: SeededHotel,
  upgrades: HotelFile['upgrades'],
): Promise<void> {
  const edges = Object.entries(upgrades).flatMap(([from, targets]) =>
    targets.map((to, priority) => [hotelId, typeIds[from], typeIds[to], priority]),
  );
  // A hotel file lists every allowed target by itself.
  await client.query(
    'INSERT INTO heyawari.room_hierarchy_rules (hotel_id, max_upgrade_levels) VALUES ($1, 1)',
    [hotelId],
  );
  await client.query(
    `INSERT INTO heyawari.room_type_hierarchy (hotel_id, from_type_id, to_type_id, priority)
     SELECT (e ->> 0)::int, (e ->> 1)::int, (e ->> 2)::int, (e ->> 3)::int FROM jsonb_array_elements($1) AS e`,
    [JSON.stringify(edges)],
  );
}

/** `url` names an empty database, `booked` the types that the bookings ask for. Resolves to the hotel's id. */
export async function prepareDatabase(
  url: string,
  hotel: HotelFile,
  booked: Iterable<string>,
): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await hostDatabase.installSchema(client);
    await hostDatabase.seedBase(client);
    await migrateLatest(url);
    const seeded = await hostDatabase.seedHotel(client, {
      name: hotel.hotel,
      rooms: hotel.rooms.map((room) => ({ ...room, capacity: anyParty })),
      types: typesWithoutRooms(hotel, booked),
      login: defaultLogin,
    });
    await addUpgradeTargets(client, seeded, hotel.upgrades);
    return seeded.hotelId;
  } finally {
    await client.end();
  }
}
