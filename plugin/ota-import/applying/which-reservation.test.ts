// Whose reservation a message is about, where several bear its number.
import { expect } from 'chai';
import { held, reservation } from '../../../test/support/stays.js';
import { createAgencies, noAgency } from '../../domain/agency.js';
import { bookingNumber, reservationId } from '../../domain/ids.js';
import type { HostBooking } from '../../host/port.js';
import { type OfNumber, reservationsOf, whichReservation } from './which-reservation.js';

const agencyOf = createAgencies([]);
const number = bookingNumber('B1');
const of = (id: string, changes: Partial<HostBooking> = {}) =>
  reservation(held(101, 0, 2), { id: reservationId(id), agency: '北の旅社', ...changes });
const written = (id: string, agency: string) => ({
  ...{ agency: agencyOf(agency), number, reservation: reservationId(id) },
});

function asked(
  agency: string,
  reservations: readonly HostBooking[],
  { booked = [], applied = false }: Partial<OfNumber> & { applied?: boolean } = {},
) {
  const booking = { agency: agency === '' ? noAgency : agencyOf(agency), number, applied };
  const found = whichReservation(booking, { reservations, booked }, agencyOf);
  if (!found.ok) return found.failure.code;
  const { present, others, enteredByHand, otherAgency } = found.value;
  return { present: present?.id, others, enteredByHand, otherAgency };
}
const nothingElse = { others: [], enteredByHand: [], otherAgency: undefined };

describe('the reservation that a message is about', () => {
  it('is its agency’s, however that is written', () => {
    expect(asked('（株）北の旅社', [of('R1')])).to.deep.equal({ present: 'R1', ...nothingElse });
    expect(asked('南の旅社', [of('R1')])).to.deep.equal({
      ...{ present: undefined, others: ['R1'], enteredByHand: [], otherAgency: '北の旅社' },
    });
  });

  it('is the one that was written as its, whatever the PMS says of it', () => {
    const two = [of('R1'), of('R2')];
    const booked = [written('R1', '南の旅社')];
    expect(asked('南の旅社', two, { booked })).to.deep.include({ present: 'R1', others: ['R2'] });
    expect(asked('北の旅社', two, { booked })).to.deep.include({ present: 'R2', others: ['R1'] });
  });

  it('is a living one before a cancelled one, and of cancelled ones the last written', () => {
    const cancelled = (id: string) => of(id, { status: 'cancelled', nights: [] });
    expect(asked('北の旅社', [of('R1'), cancelled('R2')])).to.include({ present: 'R1' });
    expect(asked('北の旅社', [cancelled('R1'), cancelled('R2')])).to.include({ present: 'R2' });
    const booked = [written('R1', '北の旅社')];
    expect(asked('北の旅社', [cancelled('R1'), cancelled('R2')], { booked })).to.include({ present: 'R1' });
  });

  it('is nobody’s to say where one agency has several living ones', () => {
    expect(asked('北の旅社', [of('R1'), of('R2')])).to.equal('booking_ambiguous');
    expect(asked('南の旅社', [of('R1'), of('R2')])).to.deep.include({ present: undefined });
  });

  it('is the only one where the message or the PMS names no company', () => {
    expect(asked('', [of('R1')])).to.include({ present: 'R1' });
    expect(asked('', [of('R1'), of('R2', { agency: '南の旅社' })])).to.equal('booking_ambiguous');
    expect(asked('北の旅社', [of('R1', { agency: undefined })])).to.include({ present: 'R1' });
  });

  it('is not known where a person entered it and no message has been about it', () => {
    const byHand = of('R1', { enteredByHand: true });
    expect(asked('北の旅社', [byHand])).to.deep.include({ present: undefined, enteredByHand: ['R1'] });
    expect(asked('北の旅社', [byHand], { applied: true })).to.include({ present: 'R1' });
    const booked = [written('R1', '北の旅社')];
    expect(asked('北の旅社', [byHand], { booked })).to.include({ present: 'R1' });
  });

  it('is among those that may be its agency’s booking, whoever entered them', () => {
    const known = {
      reservations: [of('R1', { enteredByHand: true }), of('R2', { agency: '南の旅社' })],
      booked: [],
    };
    const ids = (agency: string) => reservationsOf(agencyOf(agency), known, agencyOf).map(({ id }) => id);
    expect([ids('北の旅社'), ids('南の旅社'), ids('東の旅社')]).to.deep.equal([['R1'], ['R2'], []]);
  });
});
