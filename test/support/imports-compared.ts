// The same deliveries through the PMS's own import alone and through the plugin in its place, each over the fetch route.
import express, { type Express } from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { type SiteControllerDouble, startSiteController } from '../contract/site-controller-double.js';
import { type BookingMessage, bookingMessage } from './booking-message.js';
import {
  type HostModules,
  type HotelSpecification,
  loadHostModules,
  type SeededHotel,
  seedHotel,
  startHostPms,
} from './host-pms.js';
import { createWorld, type World } from './world.js';

/** Either import, with a hotel and a site controller of its own. */
export interface OneImport {
  readonly hotel: SeededHotel;
  readonly siteController: SiteControllerDouble;
  readonly host: HostModules;
  /** The status that the route answers with; when it resolves, all that follows by itself has been done. */
  fetch(headers?: Readonly<Record<string, string>>): Promise<number>;
  /** Lays messages ready, as one output that comes until it is confirmed; answers with its id. */
  deliver(...messages: readonly (BookingMessage | string)[]): string;
  rows<T extends object>(text: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<unknown>;
}

let outputs = 0;

const delivering =
  (siteController: SiteControllerDouble): OneImport['deliver'] =>
  (...messages) => {
    const outputId = `OUT${++outputs}`;
    siteController.deliver(
      outputId,
      messages.map((message) => (typeof message === 'string' ? message : bookingMessage(message))),
    );
    return outputId;
  };

const route = '/api/sc/tl/reservations/fetch';

/** The PMS as it is: its server in a process of its own. */
export async function pmsAlone(databaseUrl: string, rooms: HotelSpecification['rooms']): Promise<OneImport> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  const hotel = await seedHotel(pool, { name: 'the PMS alone', rooms });
  const siteController = await startSiteController();
  const host = loadHostModules(databaseUrl);
  const server = await startHostPms({
    databaseUrl,
    env: { XML_REQUEST_URL: siteController.url, XML_SYSTEM_ID: 'SYS' },
  });
  return {
    ...{ hotel, siteController, host, deliver: delivering(siteController) },
    fetch: async (headers = {}) => (await fetch(`${server.url}${route}`, { headers })).status,
    rows: async <T extends object>(text: string, values?: unknown[]) =>
      (await pool.query<T>(text, values)).rows,
    close: async () => {
      await server.stop();
      await siteController.close();
      await host.close();
      await pool.end();
    },
  };
}

async function serving(app: Express) {
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

type Mount = (world: World) => Express;

async function withPlugin(
  databaseUrl: string,
  rooms: HotelSpecification['rooms'],
  mount: Mount,
): Promise<OneImport> {
  const siteController = await startSiteController();
  const world = await createWorld({
    ...{ databaseUrl, rooms },
    settings: { siteController: { url: siteController.url } },
  });
  const { server, url } = await serving(mount(world));
  return {
    ...{ hotel: world.hotel, siteController, host: world.host },
    rows: (text, values) => world.rows(text, values),
    deliver: delivering(siteController),
    async fetch(headers = {}) {
      const { status } = await fetch(`${url}${route}`, { headers });
      await world.heyawari.drain();
      return status;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await world.stop();
      await siteController.close();
    },
  };
}

/** The plugin's router where the PMS mounts it: before its own XML routes. */
export const pluginMounted = (databaseUrl: string, rooms: HotelSpecification['rooms']): Promise<OneImport> =>
  withPlugin(databaseUrl, rooms, ({ heyawari }) => express().use('/api', heyawari.router));

/** The PMS's own route, its controller's functions extended by the plugin. */
export const functionsWired = (databaseUrl: string, rooms: HotelSpecification['rooms']): Promise<OneImport> =>
  withPlugin(databaseUrl, rooms, ({ heyawari, host }) => {
    const controller = heyawari.extendXmlController(host.xmlController);
    return express().get(route, (request, response) => controller.getOTAReservations(request, response));
  });
