// Whether the import's steps cost more beside 100,000 cached messages than beside 1,000: in turn in hotels of both sizes, the least of all rounds.
import { applyBatch, openable, urgentUntil } from '../../plugin/ota-import/applying/batch.js';
import { createFaultMemory } from '../../plugin/ota-import/applying/fault-hits.js';
import { dueBookings, firstDueIsUrgent } from '../../plugin/ota-import/ledger/due-repository.js';
import { hotelTransaction } from '../../plugin/platform/database/index.js';
import { importSettings } from '../../plugin/ota-import/settings/repository.js';
import { type Cached, type GrowthHotel, openGrowthHotel } from './growth-hotel.js';
import type { Figures, Ground } from './part.js';

const mostGrowth = 1.3;

const few: Cached = { due: 400, waiting: 400, failed: 100, done: 100 };
/** What comes on top of a thousand: nothing but history, or a catch-up in a full house on top of it. */
const mixtures: Readonly<Record<string, Cached>> = {
  'mostly imported': { due: 0, waiting: 0, failed: 0, done: 99_000 },
  'thousands waiting': { due: 3_600, waiting: 3_600, failed: 900, done: 90_900 },
};

/** Messages of a delivery, bookings of a batch, rows of a page, nights that come free. */
const [delivered, batch, pageSize, freed] = [200, 20, 25, 20];
/** A question of a millisecond is asked so often for one figure. */
const asked = 10;

/** Answers with how many it did where that is not always the same: its time is then that of one. */
type Step = (one: GrowthHotel) => Promise<number | void>;

const again = (question: (one: GrowthHotel) => Promise<unknown>): Step =>
  async function (one) {
    for (let time = 0; time < asked; time += 1) await question(one);
  };

function dueList({ hotel, parts: { platform } }: GrowthHotel) {
  const until = urgentUntil(platform);
  return hotelTransaction(platform.database, hotel, async (tx) => {
    const { agencyOf } = await importSettings(platform, tx);
    await firstDueIsUrgent(tx, openable(platform), until);
    await dueBookings(tx, openable(platform), until, [], batch, agencyOf);
  });
}

async function apply({ hotel, parts }: GrowthHotel) {
  const memory = createFaultMemory();
  const pass = { memory, hits: memory.pass(), reports: new Map() };
  const done = await parts.host.gate.transaction(hotel, 'rest', (tx) =>
    applyBatch(parts, tx, pass, { lane: 'rest', limit: batch, onBehalfOf: () => undefined }),
  );
  const attempts = done?.attempts ?? [];
  if (!attempts.some(({ attempt }) => attempt.status === 'imported')) throw new Error('nothing was imported');
  return attempts.length;
}

async function screen({ hotel, rooms }: GrowthHotel) {
  const { questions } = rooms.imports.service;
  const page = { page: 1, pageSize };
  await questions.list(hotel, { ...page, sort: 'urgency' });
  await questions.list(hotel, { ...page, state: 'attention', sort: 'received' });
  await questions.list(hotel, { ...page, state: 'waiting', sort: 'next_attempt' });
  await questions.list(hotel, { ...page, state: 'done', sort: 'received' });
  await rooms.imports.service.retries.schedule(hotel, { offset: 0, limit: pageSize });
}

async function reconcile({ hotel, rooms, parts: { platform } }: GrowthHotel) {
  const { reconciliation } = rooms.reconciliation;
  const { run } = await hotelTransaction(platform.database, hotel, (tx) =>
    reconciliation.request(tx, undefined),
  );
  await reconciliation.run(hotel, run);
}

const freeNights = ({ database, hotel }: GrowthHotel) =>
  database.query(
    `INSERT INTO heyawari.freed_nights (hotel_id, physical_room, night)
     SELECT $1, physical_room, DATE '2027-03-01' + n
       FROM generate_series(1, $2) AS n, (SELECT min(physical_room) AS physical_room FROM heyawari.host_rooms WHERE hotel_id = $1) AS r
     ON CONFLICT DO NOTHING`,
    [hotel, freed],
  );

/** In the order of a message's life; what is not measured of it comes between. */
async function round(one: GrowthHotel, measured: (name: string, step: Step) => Promise<void>): Promise<void> {
  const sent = one.bookings(delivered);
  one.send(sent);
  await measured('receive', () => one.receive());
  await measured('read', () => one.read());
  one.send(sent);
  await one.receive();
  await measured('duplicate check', () => one.read());
  await measured('due list', again(dueList));
  await measured(
    'hotels due',
    again(({ rooms }) => rooms.imports.service.retries.due()),
  );
  await measured('apply', apply);
  await measured('list of the screen', again(screen));
  await measured(
    'dashboard',
    again(({ rooms, hotel }) => rooms.importMonitor.dashboard(hotel)),
  );
  await measured('reconciliation step', reconcile);
  await freeNights(one);
  await measured('waking', ({ rooms, hotel }) => rooms.imports.service.wakeWaiting(hotel));
}

type Times = Map<string, number[]>;

async function timesOf(one: GrowthHotel, times: Times): Promise<void> {
  await round(one, async (name, step) => {
    const began = performance.now();
    const done = (await step(one)) ?? 1;
    times.set(name, [...(times.get(name) ?? []), (performance.now() - began) / done]);
  });
}

/** Milliseconds of each step in each round: both hotels in turn, so that what else the machine does befalls both alike. */
async function compared(ground: Ground, more: Cached): Promise<{ few: Times; many: Times }> {
  const times = { few: new Map() as Times, many: new Map() as Times };
  await ground.inDatabase((small) =>
    ground.inDatabase(async (large) => {
      const hotels = {
        few: await openGrowthHotel(small, [few]),
        many: await openGrowthHotel(large, [few, more]),
      };
      for (const one of Object.values(hotels)) await timesOf(one, new Map());
      for (let turn = 0; turn < ground.rounds; turn += 1)
        for (const size of ['few', 'many'] as const) await timesOf(hotels[size], times[size]);
      for (const one of Object.values(hotels)) await one.close();
    }),
  );
  return times;
}

export async function measureGrowth(ground: Ground): Promise<Figures> {
  let worst = { step: '', ratio: 0 };
  for (const [mixture, more] of Object.entries(mixtures)) {
    const times = await compared(ground, more);
    ground.tell(`| ${mixture} | ms beside 1,000 | beside 100,000 | ratio |`);
    ground.tell('| --- | --- | --- | --- |');
    for (const [step, ofFew] of times.few) {
      const [small, large] = [Math.min(...ofFew), Math.min(...times.many.get(step)!)];
      const ratio = large / small;
      if (ratio > worst.ratio) worst = { step: `${step}, ${mixture}`, ratio };
      ground.tell(`| ${step} | ${small.toFixed(1)} | ${large.toFixed(1)} | ${ratio.toFixed(2)} |`);
    }
  }
  const says = `times as long beside 100,000 cached messages as beside 1,000, the worst step (${worst.step})`;
  return { growthAt100k: { value: worst.ratio, limit: { most: mostGrowth }, says } };
}
