// What the PMS's own queue says of a message that it handed over, by how that stands with us.
import { expect } from 'chai';
import { messageStatuses } from '../ledger/transitions.js';
import { hotelId, type HotelId } from '../../domain/ids.js';
import { outcomeOf, settlePmsQueue } from './pms-queue.js';

const told = (status: (typeof messageStatuses)[number], failureCode: string | null) =>
  outcomeOf({ dataId: 'D-1', status, failureCode, failureParams: { code: 'DX' } });

describe('the PMS’s queue', () => {
  it('has a message to be handled as long as nobody has tried it', () => {
    for (const status of ['received', 'pending'] as const)
      expect(told(status, null), status).to.equal(undefined);
  });

  it('has the reason of what could not be applied, be it tried again', () => {
    for (const status of ['pending', 'retrying', 'waiting', 'failed'] as const) {
      const outcome = told(status, 'room_code_unknown')!;
      expect(outcome.status, status).to.equal('failed');
      expect(outcome.problem, status).to.contain('DX');
    }
    expect(told('failed', 'of_another_build')).to.deep.equal({
      ...{ dataId: 'D-1', status: 'failed', problem: 'of_another_build' },
    });
  });

  it('has as processed what is nobody’s work any more', () => {
    for (const status of messageStatuses.slice(messageStatuses.indexOf('imported')))
      expect(told(status, 'no_availability'), status).to.deep.equal({
        ...{ dataId: 'D-1', status: 'processed', problem: undefined },
      });
  });

  it('is told of every hotel, whatever goes wrong with one', async () => {
    const [broken, well] = [hotelId(1), hotelId(2)];
    const standing = { dataId: 'D-1', status: 'imported', failureCode: null, failureParams: null };
    const settled: HotelId[] = [];
    const warned: unknown[] = [];
    await settlePmsQueue({
      platform: {
        database: { transaction: (work: (tx: object) => unknown) => work({ rows: () => [standing] }) },
        logger: { warn: (_: string, facts: { readonly hotelId: HotelId }) => warned.push(facts.hotelId) },
      },
      host: {
        pendingQueueEntries: () => new Map([broken, well].map((hotel) => [hotel, ['D-1']])),
        settleQueueEntries({ hotel }: { readonly hotel: HotelId }) {
          if (hotel === broken) throw new Error('the row is broken');
          settled.push(hotel);
        },
      },
    } as unknown as Parameters<typeof settlePmsQueue>[0]);
    expect({ settled, warned }).to.deep.equal({ settled: [well], warned: [broken] });
  });
});
