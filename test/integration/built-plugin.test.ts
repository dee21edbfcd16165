// The plugin as it is built: both bundles find the engine's thread and the API's page beside them, and a night of theirs moves rooms.
import { expect } from 'chai';
import express from 'express';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import request from 'supertest';
import { cancellationOf, newBooking, singles, twins } from '../support/bookings.js';
import { useBuiltPlugin } from '../support/built.js';
import { useDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { createWorld, type PluginModule } from '../support/world.js';

const require = createRequire(import.meta.url);

const load: Readonly<Record<string, (folder: string) => Promise<PluginModule>>> = {
  import: (folder) => import(pathToFileURL(path.join(folder, 'index.js')).href) as Promise<PluginModule>,
  require: (folder) => Promise.resolve(require(path.join(folder, 'index.cjs')) as PluginModule),
};

for (const [way, loadFrom] of Object.entries(load))
  describe(`the built plugin, loaded with ${way}`, () => {
    const database = useDatabase();
    const folder = useBuiltPlugin();

    it('works out its nights in a thread of its own, and has what the API’s page loads beside it', async () => {
      const world = await createWorld({
        databaseUrl: database.url(),
        rooms: [...singles('101'), ...twins('201')],
        upgrades: { SGL: ['TWN'] },
        plugin: await loadFrom(folder()),
      });
      database.onEnd(() => world.stop());
      const records = recordsOf(world);
      await world.deliver(newBooking('FIRST'), newBooking('SECOND'));
      expect((await records.plan('SECOND')).type).to.equal('TWN');
      await world.deliver(cancellationOf('FIRST'));
      await world.advanceTo('2027-01-26', 9);
      expect((await records.plan('SECOND')).type).to.equal('SGL');
      expect(await world.metric('heyawari_assignment_engine_failures_total')).to.equal(0);
      const app = express().use('/api', world.heyawari.router);
      for (const asset of ['swagger-ui.css', 'swagger-ui-bundle.js'])
        expect((await request(app).get(`/api/heyawari/docs/${asset}`)).status, asset).to.equal(200);
    });
  });
