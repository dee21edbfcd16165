// Every operation of the OpenAPI document, done once on a hotel where there is something to answer with, and held against the document.
import { expect } from 'chai';
import { apiDocument } from '../../dev/api/document.js';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import type { MappingsAnswer } from '../../plugin/api/index.js';
import { expectAsDocumented } from '../support/api-contract.js';
import { cancellationOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { heldTwice, leftEarly, useFrontDesk } from '../support/front-desk.js';
import { type OpenApi, type Operation, operationsOf, sample } from '../support/hostile.js';
import { guardsByToken, staffAt } from '../support/staff.js';

/** A booking, and under the same id another content. */
const saidTwice = (number: string) => {
  const first = newBooking(number, { checkIn: '2027-03-20' });
  return [first, { ...first, xml: newBooking(number, { checkIn: '2027-03-20', nights: 3 }).xml }];
};

type Values = Readonly<Record<string, string | number>>;

/** What an operation is done with, beside what its schemas ask for. */
interface Input {
  readonly path?: Values;
  readonly query?: Values;
  readonly body?: object;
}

describe('the contract with the screens', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, {
    rooms: [
      ...singles('101', '102', '103', '104', '105', '106'),
      ...twins('201'),
      { room: '301', type: 'DLX' },
    ],
    auth: guardsByToken,
  });
  const hotelPath = '/hotels/{hotelId}';
  const staff = () =>
    staffAt(desk.world.heyawari, desk.world.hotel.hotelId, 'view', 'operate', 'supervise', 'configure');
  const inputs: Record<string, () => Promise<Input> | Input> = {};
  const operations = operationsOf(apiDocument() as unknown as OpenApi);

  const filled = (path: string, values: Values) =>
    path.slice(hotelPath.length).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

  async function answerOf({ method, path, parameters, body }: Operation) {
    const name = `${method} ${path.slice(hotelPath.length)}`;
    const input = (await inputs[name]?.()) ?? {};
    const query = parameters
      .filter(
        (parameter) => parameter.in === 'query' && (parameter.required || input.query?.[parameter.name]),
      )
      .map((parameter): [string, string] => [
        parameter.name,
        String(input.query?.[parameter.name] ?? sample(parameter.schema)),
      ]);
    const search = new URLSearchParams(query).toString();
    const sent = body && { ...(sample(body) as object), ...input.body };
    return staff()(
      method as 'get' | 'post' | 'put' | 'delete',
      `${filled(path, input.path ?? {})}?${search}`,
      sent,
    );
  }

  before(async () => {
    const { malformedXml, unmappedRoomCode, emptyName, unknownNumberCancellation } = badMessages({
      ...{ bookedOn: '2027-01-20', checkIn: '2027-02-01' },
    });
    await desk.world.deliver(malformedXml, newBooking('TENTATIVE', { checkIn: '2027-02-20' }));
    await desk.world.deliver(unmappedRoomCode, emptyName, unknownNumberCancellation);
    await desk.world.deliver(cancellationOf('NEVER'));
    await desk.world.deliver(
      newBooking('NO-TYPE', { checkIn: '2027-06-01', rooms: [{ ...single, code: 'NONE' }] }),
    );
    await desk.world.deliver(...['ACCEPTED', 'REJECTED'].flatMap(saidTwice));
    const [settled] = [
      await heldTwice(desk, 'SETTLED', '2027-02-10'),
      await heldTwice(desk, 'OPEN', '2027-02-14'),
    ];
    const [freed] = [...(await leftEarly(desk, 'FREED')), ...(await leftEarly(desk, 'LEFT'))];
    await desk.world.deliver(newBooking('ABSENT', { checkIn: '2027-02-02' }));
    await desk.walkIn('106', '2027-02-02', '2027-02-05');
    await desk.world.deliver(
      ...['GONE-1', 'GONE-2'].map((number) => newBooking(number, { checkIn: '2027-03-01' })),
    );
    await desk.world.rows(`DELETE FROM reservations WHERE ota_reservation_id LIKE 'GONE-%'`);
    const suite = { checkIn: '2027-08-01', rooms: [{ ...single, code: 'DLX' }] };
    await desk.world.deliver(newBooking('SUITE', suite), newBooking('NO-SUITE', suite));
    // The first night is full, the others are free.
    await desk.world.deliver(
      newBooking('PARTLY', { ...suite, checkIn: '2027-08-02', nights: 3 }),
      newBooking('HELD', { ...suite, checkIn: '2027-08-02', nights: 5 }),
    );
    const { SGL: from = 0, TWN: to = 0, DLX: further = 0 } = desk.world.hotel.typeIds;
    const version = async () => (await staff()<{ version: number }>('get', '/room-hierarchy')).body.version;
    const edit = async (body: object = {}) => ({
      path: { from, to },
      body: { version: await version(), ...body },
    });
    const upgrade = { fromTypeId: from, toTypeId: to };
    const message = async (query: string, body: object = {}) => {
      const found = await staff()<{ items: { id: number; version: number }[] }>(
        'get',
        `/imports/messages?${query}`,
      );
      const { id, version: seen } = found.body.items[0]!;
      return { path: { id }, body: { version: seen, ...body } };
    };
    const unchanged = { checkIn: undefined, checkOut: undefined, people: undefined, rooms: undefined };
    let mapping = 0;
    const mappingInput = async (body: object = {}): Promise<Input> => {
      const { mappings } = (await staff()<MappingsAnswer>('get', '/mappings')).body;
      const { id, version } = mappings[0]!;
      mapping = id;
      return { path: { id }, body: { version, ...body } };
    };
    const planNamed = async (number: string): Promise<Input> => {
      const { id, version } = await desk.records.plan(number);
      return { path: { id }, body: { version } };
    };
    const dates = { checkIn: '2027-02-25', checkOut: '2027-02-27' };
    const roomNumbered = (number: string) => desk.world.hotel.roomIds[number]!;
    const addedNote = async (room: string): Promise<Input> => {
      const { id: plan } = await desk.records.plan('TENTATIVE');
      const { body } = await staff()<{ id: number; version: number }>(
        'post',
        `/booking-plans/${plan}/room-notes`,
        { roomId: roomNumbered(room), kind: 'wish' },
      );
      return { path: { id: body.id }, body: { version: body.version } };
    };
    Object.assign(inputs, {
      'get /guests': async () => ({ query: { plans: (await desk.records.plan('TENTATIVE')).id } }),
      'get /audit-log': () => ({ query: { from: '2027-01-01', to: '2027-12-31', subject: 'booking-plan' } }),
      'post /booking-plans/{id}/room-notes': async () => {
        const { id } = await desk.records.plan('TENTATIVE');
        return { path: { id }, body: { roomId: roomNumbered('101') } };
      },
      'put /room-notes/{id}': () => addedNote('102'),
      'delete /room-notes/{id}': () => addedNote('103'),
      'post /booking-plans/{id}/final-room': async () => {
        const { id, version } = await desk.records.plan('TENTATIVE');
        return { path: { id }, body: { version } };
      },
      'get /booking-plans/{id}/rooms': async () => ({
        path: { id: (await desk.records.plan('TENTATIVE')).id },
      }),
      'post /booking-plans/{id}/move': async () => {
        const { body, ...asked } = await planNamed('TENTATIVE');
        const [free] = await desk.world.rows<{ id: number }>(
          `SELECT r.room_id AS id FROM heyawari.host_rooms r
            WHERE r.hotel_id = $1 AND r.sellable AND NOT EXISTS (
              SELECT FROM heyawari.room_nights n WHERE n.hotel_id = r.hotel_id AND n.physical_room = r.physical_room)
              AND NOT EXISTS (
              SELECT FROM heyawari.host_nights h WHERE h.hotel_id = r.hotel_id AND h.physical_room = r.physical_room)
            ORDER BY 1 LIMIT 1`,
          [desk.world.hotel.hotelId],
        );
        return { ...asked, body: { ...(body as object), roomId: free!.id } };
      },
      'post /booking-plans/{id}/exchange': async () => {
        const { items } = (
          await staff()<{ items: { id: number; version: number }[] }>('get', '/booking-plans')
        ).body;
        for (const { id, version } of items) {
          const { body } = await staff()<{ exchanges?: { with: { id: number; version: number } }[] }>(
            'get',
            `/booking-plans/${id}/rooms`,
          );
          const [found] = body.exchanges ?? [];
          if (found)
            return {
              path: { id },
              body: { version, with: { id: found.with.id, version: found.with.version } },
            };
        }
        throw new Error('no two stays can change rooms');
      },
      'post /booking-plans/{id}/take-final-back': async () => {
        const { path, body } = await planNamed('TENTATIVE');
        await staff()('post', `/booking-plans/${path!.id}/final-room`, body as object);
        return planNamed('TENTATIVE');
      },
      'post /booking-plans/{id}/lock': async () => {
        const { body, ...asked } = await planNamed('TENTATIVE');
        return { ...asked, body: { ...(body as object), toldGuest: true, reason: undefined } };
      },
      'post /booking-plans/{id}/unlock': async () => {
        const { path, body } = await planNamed('TENTATIVE');
        await staff()('post', `/booking-plans/${path!.id}/lock`, body as object);
        return planNamed('TENTATIVE');
      },
      'post /booking-plans/{id}/release-nights': () => ({
        path: { id: freed!.id },
        body: { version: freed!.version, fee: 'charged', from: undefined },
      }),
      'post /booking-plans/{id}/refuse-upgrade': async () => {
        const { id, version } = await desk.records.plan('NO-SUITE');
        return { path: { id }, body: { version } };
      },
      'post /booking-plans/{id}/propose-upgrade-again': async () => {
        const { id, version } = await desk.records.plan('NO-SUITE');
        return { path: { id }, body: { version } };
      },
      'post /booking-plans/{id}/hold': () => planNamed('PARTLY'),
      'post /booking-plans/{id}/end-hold': async () => {
        const { path, body } = await planNamed('HELD');
        await staff()('post', `/booking-plans/${path!.id}/hold`, body as object);
        return planNamed('HELD');
      },
      'post /sales-to-stop/stop': () => ({ body: { roomTypeId: further, from: '2027-08-01', nights: 1 } }),
      'post /sales-to-stop/resume': () => ({ body: { roomTypeId: further, from: '2027-08-01', nights: 1 } }),
      'put /overbooking-allowances': () => ({ body: { roomTypeId: from, stays: 1, version: 0 } }),
      'post /room-conflicts/{id}/accept': () => ({
        path: { id: settled.id },
        body: { version: settled.version },
      }),
      'post /imports/messages/{id}/retry': () => message('bookingNumber=BAD-CODE'),
      'post /imports/messages/{id}/import': () =>
        message('bookingNumber=BAD-CODE', { choices: [{ slot: 0, roomTypeId: from }] }),
      'post /imports/messages/{id}/edit': () => message('bookingNumber=BAD-NAME', unchanged),
      'post /imports/messages/{id}/accept': () => message('bookingNumber=ACCEPTED'),
      'post /imports/messages/{id}/reject': () => message('bookingNumber=REJECTED'),
      'post /imports/messages/{id}/resolve': () => message('state=failed', { resolution: 'done_in_pms' }),
      'post /imports/messages/{id}/ignore': () => message('bookingNumber=NEVER'),
      'get /imports/messages/{id}': () => message('bookingNumber=ACCEPTED'),
      'get /imports/messages/{id}/rooms': () => message('bookingNumber=ACCEPTED'),
      'get /imports/messages/{id}/text': () => message('bookingNumber=ACCEPTED'),
      'put /imports/settings': async () => {
        const { version } = (await staff()<{ version: number }>('get', '/imports/settings')).body;
        const hours = {
          frequentHours: { from: '06:00', until: '01:30' },
          dayUseHours: { from: '11:00', until: '17:00' },
        };
        return { body: { ...hours, sharedLogins: false, version } };
      },
      'post /jobs/stop': () => ({ body: { job: 'fetch-now' } }),
      // The other stays stopped, so that there is something to tell.
      'post /jobs/go': () => ({ body: { job: 'confirm' } }),
      'post /room-hierarchy/relations': () => edit({ ...upgrade, toTypeId: further }),
      'put /room-hierarchy/relations/{from}/{to}': () => edit(),
      'delete /room-hierarchy/relations/{from}/{to}': async () => ({
        ...(await edit()),
        path: { from, to: further },
      }),
      'put /room-hierarchy': () => edit({ relations: [upgrade] }),
      'put /room-hierarchy/rules': () => edit({ maxUpgradeLevels: 2, priceDifferenceLimit: 5000 }),
      'post /room-hierarchy/undo': () => edit({ change: undefined }),
      'post /room-hierarchy/validate': () => ({ body: { relations: [upgrade, upgrade] } }),
      'post /mappings': () => ({ body: { code: 'NEW', typeId: from, confirmOverride: false } }),
      'put /mappings/{id}': async () => mappingInput({ typeId: to }),
      'delete /mappings/{id}': () => mappingInput(),
      'post /mappings/preview': () => ({ body: { code: 'SGL', typeId: to } }),
      'get /mappings/{id}/history': () => ({ path: { id: mapping } }),
      'get /imports/statistics': () => ({ query: { from: '2027-01-20', to: '2027-02-03' } }),
      'post /imports/reconciliation/{id}/dismiss': async () => {
        await desk.world.heyawari.drain(); // the run that was asked for just before
        const { items } = (
          await staff()<{ items: { id: number; version: number }[] }>('get', '/imports/reconciliation')
        ).body;
        return { path: { id: items[0]!.id }, body: { version: items[0]!.version } };
      },
      'post /imports/release-fetching': async () => {
        await desk.world.rows(
          `INSERT INTO heyawari.fetch_holds (hotel_id, since, because) VALUES ($1, '2027-01-01', 'restored')`,
          [desk.world.hotel.hotelId],
        );
        return {};
      },
      'get /room-hierarchy/paths': () => ({ query: { from } }),
      'get /room-hierarchy/best': () => ({ query: { from, ...dates } }),
      'get /booking-plans/{id}': async () => ({ path: { id: (await desk.records.plan('TENTATIVE')).id } }),
      'get /booking-plans/{id}/history': async () => ({
        path: { id: (await desk.records.plan('TENTATIVE')).id },
      }),
      'get /board': () => ({ query: { from: '2027-02-01' } }),
    } satisfies typeof inputs);
  });

  // Questions come last, when there are changes to tell of.
  const inOrder = [
    ...operations.filter(({ method }) => method !== 'get'),
    ...operations.filter(({ method }) => method === 'get'),
  ];
  for (const operation of inOrder)
    it(`is kept by ${operation.method} ${operation.path}`, async () => {
      // Held against the document where it is received.
      const { status, body } = await answerOf(operation);
      expect(status, JSON.stringify(body)).to.be.within(200, 299);
      for (const list of [
        'items',
        'rooms',
        'stays',
        'held',
        'paths',
        'relations',
        'problems',
        'conflicts',
        'departures',
        'unplanned',
      ])
        if (list in body && !(list === 'problems' && !operation.path.endsWith('/validate')))
          expect(body[list], list).not.to.deep.equal([]);
    });

  it('is broken by a field too many, one too few, and a refusal that nobody wrote down', () => {
    const answer = { method: 'get', path: '/early-departures', status: 200, type: 'application/json' };
    const problem = { ...answer, status: 400, type: 'application/problem+json' };
    const refusal = {
      ...{
        type: '',
        title: '',
        status: 400,
        detail: '',
        instance: '',
        params: {},
        error: '',
        correlationId: '',
      },
    };
    expectAsDocumented({ ...answer, body: { items: [] } });
    expectAsDocumented({ ...problem, body: { ...refusal, key: 'request.invalid' } });
    for (const broken of [
      { ...answer, body: {} },
      { ...answer, body: { items: [], secret: 1 } },
      { ...problem, body: { ...refusal, key: 'pool.plan_unknown' } },
      { ...answer, status: 418, body: {} },
    ])
      expect(() => expectAsDocumented(broken), JSON.stringify(broken)).to.throw('the OpenAPI document');
  });
});
