// How the PMS answers: who may do what, which database a request meets, what browsers are told.
import { expect } from 'chai';
import { io, type Socket } from 'socket.io-client';
import request from 'supertest';
import { useDatabase } from '../support/database.js';
import { seedHotel } from '../support/host-pms.js';
import { report, roomsOf, signIn, useHost } from './host-under-test.js';

/** Another PMS's server has its own. */
const origin = (process.env.PMS_URL && process.env.FRONTEND_URL) || 'http://pms.example.test';

describe('the PMS over HTTP', () => {
  const host = useHost();
  let url: string;
  const tokens: Record<string, string> = {};

  before(async () => {
    url = (await host.server({ FRONTEND_URL: origin })).url;
    for (const role of ['admin', 'manager', 'editor', 'user', 'viewer'])
      tokens[role] = await signIn(url, role);
  });

  const newHotel = {
    name: '新館',
    formal_name: '新館',
    facility_type: { code: '01' },
    open_date: '2027-01-01',
    total_rooms: 10,
    address: '東京都',
    email: 'new@example.test',
    phone_number: '03-0000-0000',
  };
  const as = (role: string) => ({ authorization: `Bearer ${tokens[role]!}` });

  describe('signing in', () => {
    it('gives a token that holds role and permissions', () => {
      const payload = JSON.parse(Buffer.from(tokens.admin!.split('.')[1]!, 'base64url').toString()) as Record<
        string,
        unknown
      >;
      expect(payload).to.include({ status_id: 1, role: 'アドミン' });
      expect(payload.permissions).to.deep.include({ crud_ok: true, manage_db: true });
      expect((payload.exp as number) - (payload.iat as number)).to.equal(10 * 60 * 60);
    });
  });

  describe('who may pass', () => {
    for (const [header, errorType] of [
      [undefined, 'NO_AUTH_HEADER'],
      ['Basic abc', 'INVALID_AUTH_FORMAT'],
      ['Bearer ', 'INVALID_AUTH_FORMAT|NO_TOKEN'],
      ['Bearer abc', 'JWT_MALFORMED'],
      ['Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA', 'JWT_MALFORMED'],
    ] as const) {
      it(`401 ${errorType} for the header ${header ?? '(none)'}`, async () => {
        const asked = request(url).get('/api/protected');
        const answer = await (header === undefined ? asked : asked.set('authorization', header));
        expect(answer.status).to.equal(401);
        expect((answer.body as { errorType: string }).errorType).to.match(new RegExp(`^(${errorType})$`));
      });
    }

    it('reading is for everyone signed in, writing for those with crud_ok', async () => {
      const hotels = await request(url).get('/api/hotel-list').set(as('viewer'));
      expect(hotels.status).to.equal(200);
      const move = { reservationId: '00000000-0000-0000-0000-000000000000', roomIdOld: 1, roomIdNew: 2 };
      const post = (role: string) => request(url).post('/api/reservation/move/room').set(as(role)).send(move);
      expect((await post('viewer')).status).to.equal(403);
      expect((await post('user')).status).to.equal(200);
    });

    it('the admin routes are for those who manage users or the database', async () => {
      const statuses: Record<string, number> = {};
      for (const role of Object.keys(tokens)) {
        statuses[role] = (await request(url).get('/api/adminProtected').set(as(role))).status;
      }
      expect(statuses).to.deep.equal({ admin: 200, manager: 200, editor: 403, user: 403, viewer: 403 });
    });

    it('opening a hotel is for those who manage the database, and makes its partitions', async () => {
      const open = (role: string) => request(url).post('/api/hotels').set(as(role)).send(newHotel);
      expect((await open('manager')).status).to.equal(403);
      const { id } = (await open('admin')).body as { id: number };
      const { rowCount } = await host
        .pool()
        .query(`INSERT INTO room_types (hotel_id, name) VALUES ($1, 'SGL')`, [id]);
      expect(rowCount).to.equal(1);
    });

    it('opening a hotel wants its date, size, address, mail, telephone and the code of its kind', async () => {
      const open = (hotel: object) => request(url).post('/api/hotels').set(as('admin')).send(hotel);
      for (const missing of Object.keys(newHotel).filter((field) => !field.includes('name'))) {
        expect((await open({ ...newHotel, [missing]: undefined })).status, missing).to.be.at.least(400);
      }
      expect((await open({ ...newHotel, facility_type: '01' })).status, 'facility_type').to.be.at.least(400);
    });

    it('stock is open to everyone', async () => {
      const answer = await request(url).get('/api/report/res/inventory/1/2027-02-01/2027-02-01');
      expect(answer.status).to.equal(200);
    });
  });

  describe('answers', () => {
    it('browsers of other origins may GET, POST, PUT and DELETE, but not PATCH', async () => {
      const answer = await request(url)
        .options('/api/hotel-list')
        .set({ origin, 'access-control-request-method': 'PATCH' });
      expect(answer.headers['access-control-allow-origin']).to.equal(origin);
      expect(answer.headers['access-control-allow-methods']).to.equal('GET,POST,PUT,DELETE,OPTIONS');
      expect(answer.headers['access-control-allow-headers']).to.equal(
        'Content-Type,Authorization,X-Request-Environment',
      );
    });

    it('scripts come from the PMS itself', async () => {
      const answer = await request(url).get('/api/protected').set(as('viewer'));
      expect(answer.headers['content-security-policy']).to.match(
        /default-src 'self'.*img-src 'self' data: blob:/,
      );
    });

    it('a GET that nobody answers gets a page, even under /api', async () => {
      const answer = await request(url).get('/api/no-such-thing');
      expect(answer.headers['content-type']).to.match(/text\/html/);
    });

    it('a reservation whose nights have no room is not found', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      await host.modules().reservations.addOTAReservation(undefined, hotel.hotelId, await report({}));
      const { rows } = await host
        .pool()
        .query<{ id: string }>('SELECT id FROM reservations WHERE hotel_id = $1', [hotel.hotelId]);
      const page = () =>
        request(url)
          .get('/api/reservation/info')
          .query({ id: rows[0]!.id, hotel_id: hotel.hotelId })
          .set(as('viewer'));
      expect((await page()).status).to.equal(200);
      await host
        .pool()
        .query('UPDATE reservation_details SET room_id = NULL WHERE hotel_id = $1', [hotel.hotelId]);
      expect((await page()).status).to.equal(404);
    });
  });

  describe('the public socket', () => {
    let socket: Socket;
    afterEach(() => socket.close());

    it('hears of its own hotel, without signing in, what the channel was told', async () => {
      socket = io(url, { query: { hotelId: '4711' }, transports: ['websocket'] });
      await new Promise<void>((resolve) => socket.on('connect', () => resolve()));
      const heard = new Promise<unknown>((resolve) => socket.on('tableUpdate', resolve));
      await host.pool().query(`SELECT pg_notify('logs_reservation_changed', '{"hotel_id":4712,"version":1}'),
                                      pg_notify('logs_reservation_changed', '{"hotel_id":4711,"version":2}')`);
      expect(await heard).to.deep.include({
        message: 'Reservation update detected',
        hotel_id: 4711,
        version: 2,
      });
    });
  });
});

// Uses up the tries of its server's address.
(process.env.PMS_URL ? describe.skip : describe)("the PMS's login", () => {
  const host = useHost();

  it('refuses a wrong password, and after five tries in a quarter of an hour everyone', async () => {
    const { url } = await host.server();
    const tryOnce = (password: string) =>
      request(url).post('/api/auth/login').send({ email: 'admin@example.test', password });
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await tryOnce('wrong');
      expect(answer.status).to.equal(401);
      expect(answer.body).to.have.property('error');
    }
    expect((await tryOnce('heyawari')).status).to.equal(429);
  });
});

// Needs two databases of its own, so a server that already runs cannot show it.
(process.env.PMS_URL ? describe.skip : describe)('the database a request of the PMS meets', () => {
  const development = useHost();
  const production = useDatabase();
  let url: string;

  before(async () => {
    await seedHotel(development.pool(), { name: '開発', rooms: roomsOf('SGL', 1) });
    await seedHotel(production.pool(), { name: '本番', rooms: roomsOf('SGL', 1) });
    const name = new URL(production.url()).pathname.slice(1);
    url = (await development.server({ PROD_PG_DATABASE: name, PRODUCTION_DOMAIN: 'pms.example.test' })).url;
  });

  async function hotelsSeenFrom(headers: Record<string, string>): Promise<string[]> {
    const token = await signIn(url, 'viewer');
    const answer = await request(url)
      .get('/api/hotel-list')
      .set({ ...headers, authorization: `Bearer ${token}` });
    return (answer.body as { name: string }[]).map(({ name }) => name);
  }

  it('is production from the production domain, by host, origin or referer', async () => {
    expect(await hotelsSeenFrom({ host: 'pms.example.test' })).to.deep.equal(['本番']);
    expect(await hotelsSeenFrom({ origin: 'https://pms.example.test' })).to.deep.equal(['本番']);
    expect(await hotelsSeenFrom({ referer: 'https://pms.example.test/x' })).to.deep.equal(['本番']);
  });

  it('is development for a request id it does not know, as a job would invent one', () => {
    const { database } = development.modules();
    expect(database.getPool('nightly-job')).to.equal(database.getPool(987_654_321));
    expect(database.getPool('nightly-job')).not.to.equal(database.getProdPool());
  });

  it('is development from the test sub-domain and from anywhere else', async () => {
    expect(await hotelsSeenFrom({ host: 'test.pms.example.test' })).to.deep.equal(['開発']);
    expect(await hotelsSeenFrom({})).to.deep.equal(['開発']);
  });
});
