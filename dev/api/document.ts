// The OpenAPI document of this build, and its jobs, put together as the door does it; nothing is opened for it.
import pg from 'pg';
import { buildRooms, type Rooms, routesOf } from '../../plugin/assembly.js';
import { existingPms } from '../../plugin/index.js';
import { parseOptions } from '../../plugin/options.js';
import { openApiDocument, type OpenApiDocument } from '../../plugin/platform/http/index.js';
import type { JobDescription } from '../../plugin/platform/jobs/index.js';

const neverCalled = () => Promise.reject(new Error('the document is made without a PMS'));
const reservations = {
  addOTAReservation: neverCalled,
  editOTAReservation: neverCalled,
  cancelOTAReservation: neverCalled,
};
const closed = () => undefined;

function rooms(): Rooms {
  const settings = parseOptions(
    {
      encryptionKeys: [{ id: 'none', key: Buffer.alloc(32).toString('base64') }],
      siteController: { url: 'http://localhost/', systemId: 'none' },
    },
    {},
  );
  return buildRooms(
    {
      database: new pg.Pool(),
      host: existingPms({ reservations }),
      auth: { view: closed, operate: closed, supervise: closed, configure: closed },
    },
    settings,
  );
}

export const apiDocument = (): OpenApiDocument => openApiDocument(routesOf(rooms()));

/** Every kind of job that a plugin defines. */
export const describedJobs = (): readonly JobDescription[] => rooms().platform.jobs.described();
