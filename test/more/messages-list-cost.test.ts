// The messages in which something was odd, listed at a hotel with 100,000 behind it: a page costs no more than where there are 1,000.
import { expect } from 'chai';
import type pg from 'pg';
import { hotelId } from '../../plugin/domain/ids.js';
import {
  type askedStates,
  listMessages,
  type MessageOrder,
} from '../../plugin/ota-import/ledger/looked-after-repository.js';
import { inHotel } from '../../plugin/platform/database/index.js';
import { useDatabase } from '../support/database.js';
import { costOf, recordedDatabase, type Sent } from '../support/explain.js';
import { messagesOf } from '../support/many-messages.js';

const mostBlocks = 200;
const count = 100_000;

type State = (typeof askedStates)[number] | undefined;

/** A page of them, and how many there are. */
async function asked(pool: pg.Pool, state: State, order: MessageOrder): Promise<readonly Sent[]> {
  const { database, sent } = recordedDatabase(pool);
  const filter = { state, withWarnings: true, numbers: undefined, search: undefined };
  const { total } = await listMessages(inHotel(database, hotelId(1)), filter, order, {
    offset: 0,
    limit: 25,
  });
  if (state === undefined) expect(total).to.equal(count / 100);
  return sent;
}

describe(`the list of messages with warnings beside ${count}`, function () {
  this.timeout(120_000);
  const database = useDatabase();

  before(async () => {
    await messagesOf(database.pool(), 1, count);
    await database.pool().query('VACUUM ANALYZE');
  });

  for (const plan of ['custom', 'generic'] as const)
    for (const state of [undefined, 'attention', 'waiting', 'done'] as const)
      for (const order of ['urgency', 'check_in'] as const)
        it(`takes at most ${mostBlocks} blocks in ${state ?? 'whatever'} state, asked for by ${order}, with a ${plan} plan`, async () => {
          const { blocks } = await costOf(database.pool(), await asked(database.pool(), state, order), plan);
          expect(blocks).to.be.at.most(mostBlocks);
        });
});
