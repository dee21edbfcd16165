import { expect } from 'chai';
import type { Logger } from 'winston';
import { hotelId, type HotelId } from '../domain/ids.js';
import { inEach } from './in-each.js';

describe('the work of a schedule in several hotels', () => {
  it('is done in each, whatever goes wrong in one, and fails after that', async () => {
    const [broken, well] = [hotelId(1), hotelId(2)];
    const warned: HotelId[] = [];
    const done: HotelId[] = [];
    const logger = { warn: (_: string, facts: { readonly hotelId: HotelId }) => warned.push(facts.hotelId) };
    const trouble = new Error('broken');
    const work = (hotel: HotelId) => {
      if (hotel === broken) return Promise.reject(trouble);
      done.push(hotel);
      return Promise.resolve();
    };
    const failed = await inEach(logger as unknown as Logger, [broken, well], work).catch(
      (error: unknown) => error,
    );
    expect({ failed, warned, done }).to.deep.equal({ failed: trouble, warned: [broken], done: [well] });
  });
});
