// What operators are told while PostgreSQL is frozen or stopped: all there is, in time, with the cause.
import { expect } from 'chai';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startPostgres } from '../../dev/postgres.js';
import { systemClock } from '../../plugin/domain/clock.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { createEvents } from '../../plugin/platform/events/index.js';
import { freeze } from '../support/freeze.js';
import { recordedLog, until } from '../support/platform.js';
import { createTemplate, databaseUrl } from '../../dev/template.js';
import { createWorld, type World } from '../support/world.js';
import { tenfold } from '../support/patience.js';

interface Part {
  readonly name: string;
  readonly ok: boolean;
  readonly since: string;
  readonly whatToDo?: { readonly ja: string };
}

interface Failing {
  readonly name: string;
  readonly cause: string;
}

/** Within which operators are answered, milliseconds. */
const promised = 2_000;

describe('while PostgreSQL does not answer', function () {
  this.timeout(180_000);
  const directory = mkdtempSync(path.join(tmpdir(), 'heyawari-silent-'));
  const data = path.join(directory, 'data');
  let server: EmbeddedPostgres;
  let world: World;
  let goOn: () => void = () => undefined;

  before(async () => {
    chmodSync(directory, 0o755); // the server may run as a user of its own
    server = await startPostgres({ directory: data });
    const name = await createTemplate(server.url);
    world = await createWorld({
      databaseUrl: databaseUrl(server.url, name),
      rooms: [{ room: '101', type: 'SGL' }],
    });
  });
  after(async () => {
    goOn();
    await world?.stop();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const ask = async (where: string) => {
    const began = performance.now();
    const response = await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}${where}`);
    const text = await response.text();
    return { status: response.status, text, milliseconds: performance.now() - began };
  };

  /** All of it, more than once, since questions that stay open must not keep the next ones from being answered. */
  async function expectAnswers(cause: RegExp): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      const [metrics, live, ready, whole] = await Promise.all(
        ['/metrics', '/health/live', '/health/ready', '/health'].map(ask),
      );
      expect(metrics!.status).to.equal(200);
      expect(metrics!.text).to.include('heyawari_jobs_total');
      expect(live!.status).to.equal(200);
      expect(ready!.status).to.equal(503);
      const { failing } = JSON.parse(ready!.text) as { failing: Failing[] };
      expect(failing.find(({ name }) => name === 'database')?.cause).to.match(cause);
      expect(whole!.status).to.equal(503);
      const { checks } = JSON.parse(whole!.text) as { checks: Part[] };
      const { since, whatToDo } = checks.find(({ name }) => name === 'database')!;
      expect(Date.parse(since)).to.be.greaterThan(0);
      expect(whatToDo?.ja).to.include('データベース');
      const rest = checks.filter(({ name, ok }) => name !== 'database' && !ok);
      expect(rest.map(({ name }) => name)).to.include.members(['schema', 'jobs']);
      for (const part of rest) expect(part, part.name).to.include({ notKnown: true });
      for (const { milliseconds } of [metrics!, live!, ready!, whole!])
        expect(milliseconds).to.be.below(tenfold(promised));
    }
  }

  it('because it is frozen, operators are answered in time', async () => {
    goOn = freeze(data);
    await expectAnswers(/^no answer within/);
    goOn();
    await until(async () => (await ask('/health/ready')).status === 200);
  });

  it('because it is frozen, the listener ends within seconds, and another one is refused as soon', async () => {
    const { logger } = recordedLog();
    const pool = new pg.Pool({ connectionString: world.pool.options.connectionString });
    const create = () => createEvents({ database: createDatabase(pool), logger, clock: systemClock });
    const [listening, late] = [create(), create()];
    await listening.start();
    goOn = freeze(data);
    await listening.stop();
    expect(listening.listening()).to.be.false;
    const refused: unknown = await late.start().catch((error: unknown) => error);
    expect(refused).to.be.an('error');
    await late.stop();
    goOn();
    await pool.end();
  });

  it('because it was stopped, operators are answered in time', async () => {
    await server.stop();
    await expectAnswers(/^(ECONN|57P|no answer)/);
  });
});
