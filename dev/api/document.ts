// The OpenAPI document of this build, put together as the door does it; nothing is opened for it.
import pg from 'pg';
import { buildRooms, routesOf } from '../../plugin/assembly.js';
import { existingPms } from '../../plugin/index.js';
import { parseOptions } from '../../plugin/options.js';
import { openApiDocument, type OpenApiDocument } from '../../plugin/platform/http/index.js';

const neverCalled = () => Promise.reject(new Error('the document is made without a PMS'));
const reservations = {
  addOTAReservation: neverCalled,
  editOTAReservation: neverCalled,
  cancelOTAReservation: neverCalled,
};
const closed = () => undefined;

export function apiDocument(): OpenApiDocument {
  const settings = parseOptions(
    {
      encryptionKeys: [{ id: 'none', key: Buffer.alloc(32).toString('base64') }],
      siteController: { url: 'http://localhost/', systemId: 'none' },
    },
    {},
  );
  const rooms = buildRooms(
    {
      database: new pg.Pool(),
      host: existingPms({ reservations }),
      auth: { view: closed, operate: closed, supervise: closed, configure: closed },
    },
    settings,
  );
  return openApiDocument(routesOf(rooms));
}
