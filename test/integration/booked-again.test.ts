// A booking that its agency cancels and makes again is a booking; what a person cancelled, or entered while nothing came in, is a person's.
import { expect } from 'chai';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { type BookingChanges, cancellationOf, changeOf, newBooking, singles } from '../support/bookings.js';
import { messageOfCase } from '../support/cases.js';
import { useDatabase } from '../support/database.js';
import { frontDesk, type FrontDesk, useFrontDesk } from '../support/front-desk.js';

const withId = (dataId: string, message: Message): Message => ({
  dataId,
  xml: message.xml.replace(/<DataID>[^<]*/, `<DataID>${dataId}`),
});
const again = (number: string, version: number, changes: BookingChanges = {}) =>
  newBooking(number, { version, ...changes });

describe('a booking that is made again', () => {
  const database = useDatabase();
  const desk: FrontDesk = useFrontDesk(database, { rooms: singles('101', '102', '103') });
  const states = async (number: string) =>
    (await desk.records.reservations(number)).map(({ status, nights }) => `${status} ${nights.length}`);

  it('after a cancellation is another reservation, which later messages are about', async () => {
    await desk.world.deliver(
      newBooking('AGAIN'),
      cancellationOf('AGAIN', { version: 2, cancellationCharge: 5000 }),
    );
    const [cancelled] = await desk.records.reservations('AGAIN');
    const charged = () =>
      desk.world.rows(
        'SELECT price, billable FROM reservation_details WHERE reservation_id = $1 AND billable',
        [cancelled!.id],
      );
    const charge = await charged();
    expect(charge).to.have.length(1);
    await desk.world.deliver(again('AGAIN', 3));
    expect(await states('AGAIN')).to.deep.equal(['cancelled 0', 'confirmed 2']);
    await desk.world.deliver(changeOf('AGAIN', { version: 4, nights: 3 }));
    expect(await states('AGAIN')).to.deep.equal(['cancelled 0', 'confirmed 3']);
    expect(await desk.records.roomNights('AGAIN')).to.have.length(3);
    await desk.world.deliver(cancellationOf('AGAIN', { version: 5 }));
    expect(await states('AGAIN')).to.deep.equal(['cancelled 0', 'cancelled 0']);
    expect(await charged()).to.deep.equal(charge);
  });

  for (const [what, versions] of [
    ['in order', [1, 2, 3]],
    ['turned round', [3, 2, 1]],
    ['its cancellation last', [1, 3, 2]],
    ['its cancellation first', [2, 3, 1]],
  ] as const)
    for (const together of [false, true])
      it(`lives though its messages came ${what}${together ? ', in one delivery' : ''}`, async () => {
        const number = `LIVES${versions.join('')}${together}`;
        const made = [
          newBooking(number),
          cancellationOf(number, { version: 2 }),
          again(number, 3, { nights: 1 }),
        ];
        const order = versions.map((version) => made[version - 1]!);
        if (together) await desk.world.deliver(...order);
        else for (const message of order) await desk.world.deliver(message);
        expect((await states(number)).filter((state) => !state.startsWith('cancelled'))).to.deep.equal([
          'confirmed 1',
        ]);
        await desk.world.deliver(cancellationOf(number, { version: 4 }));
      });

  for (const together of [false, true])
    it(`lives by receipt alone${together ? ', in one delivery' : ''}`, async () => {
      const number = `RECEIPT-${together}`;
      const made = [
        withId(`${number} a`, newBooking(number)),
        withId(`${number} b`, cancellationOf(number)),
        withId(`${number} c`, newBooking(number, { nights: 1 })),
      ];
      if (together) await desk.world.deliver(...made);
      else for (const message of made) await desk.world.deliver(message);
      expect(await states(number)).to.have.members(['cancelled 0', 'confirmed 1']);
      await desk.world.deliver(withId(`${number} d`, cancellationOf(number, { sentOn: '2027-01-21' })));
    });

  it('is a person’s where a person had cancelled it', async () => {
    await desk.world.deliver(newBooking('PERSON'));
    await desk.setStatus('PERSON', 'cancelled');
    await desk.world.deliver(again('PERSON', 2));
    expect(await desk.records.message('PERSON-2')).to.equal('failed: reservation_cancelled');
    expect(await states('PERSON')).to.deep.equal(['cancelled 0']);
  });

  it('is not, where the ids say that its cancellation is the later one (case 26)', async () => {
    await desk.world.deliver(messageOfCase('26-a-cancellation-comes-first'));
    expect(await desk.records.message('20270120000000017')).to.equal('waiting: booking_unknown');
    await desk.world.deliver(messageOfCase('26-b-its-booking'));
    expect(await desk.records.message('20270120000000017')).to.equal('imported');
    expect(await states('0LM5QWN7')).to.deep.equal(['cancelled 0']);
  });

  describe('or may have been entered by hand', () => {
    const stay = { checkIn: '2027-03-01', nights: 2 };
    const enteredByHand = async (
      number: string | null,
      client: { name: string; phone?: string },
      nights = 2,
    ) => {
      const id = await desk.world.host.reservations.createReservationHold(
        'test',
        {
          ...{ hotelId: desk.world.hotel.hotelId, checkIn: stay.checkIn, people: 1, status: 'confirmed' },
          ...{ checkOut: `2027-03-0${1 + nights}`, roomId: desk.world.hotel.roomIds['101']!, client },
        },
        frontDesk,
      );
      await desk.world.rows('UPDATE reservations SET ota_reservation_id = $2 WHERE id = $1', [id, number]);
      return id!;
    };
    const gone = (id: string) =>
      desk.world.host.reservations.updateReservationStatus('test', {
        ...{ id, hotel_id: desk.world.hotel.hotelId, status: 'cancelled', updated_by: frontDesk },
      });
    const otherPhone = (phone: string, message: Message) => ({
      ...message,
      xml: message.xml.replace('09000001234', phone),
    });

    for (const [what, number, client, nights] of [
      ['the same name in other characters', null, { name: 'タカハシ　ハナコ' }, 2],
      ['the same phone', null, { name: 'Somebody', phone: '090-1234-5678' }, 2],
      ['the same number in other characters', 'ｈａｎｄ‐３', { name: 'Somebody' }, 1],
      ['the same number', 'HAND4', { name: 'Somebody' }, 1],
    ] as const)
      it(`is a person’s where somebody has entered ${what}`, async () => {
        const id = await enteredByHand(number, client, nights);
        const booked = `HAND${['name', 'phone', 'number in', 'number'].findIndex((word) => what.includes(word)) + 1}`;
        const message = newBooking(booked, { ...stay, name: 'ﾀｶﾊｼ ﾊﾅｺ' });
        await desk.world.deliver(otherPhone('０９０１２３４５６７８', message));
        expect(await desk.records.message(`${booked}-1`)).to.equal('failed: entered_by_hand_already');
        const [row] = await desk.world.rows<{ params: object }>(
          'SELECT failure_params AS params FROM heyawari.ota_import_cache WHERE data_id = $1',
          [`${booked}-1`],
        );
        expect(row!.params).to.deep.equal({ count: 1, reservations: id });
        await gone(id);
      });

    it('is imported where the stay, the person or the reservation is another', async () => {
      const other = await enteredByHand(null, { name: 'タカハシハナコ' }, 1);
      await desk.world.deliver(otherPhone('0312345678', newBooking('FREE1', { ...stay, name: 'ﾀｶﾊｼ ﾊﾅｺ' })));
      expect(await desk.records.message('FREE1-1')).to.equal('imported');
      await gone(other);
      const person = await enteredByHand(null, { name: 'タカハシタロウ', phone: '0311111111' });
      await desk.world.deliver(otherPhone('0312345678', newBooking('FREE2', { ...stay, name: 'ﾀｶﾊｼ ﾊﾅｺ' })));
      expect(await desk.records.message('FREE2-1')).to.equal('imported');
      await gone(person);
      await desk.world.deliver(cancellationOf('FREE1'), cancellationOf('FREE2'));
    });

    it('is imported where it has nothing but the phone of somebody who books for many in common with it (D20)', async () => {
      const phone = '0455556666';
      const entered = await enteredByHand(null, { name: 'スズキイチロウ', phone: '045-555-6666' });
      const comes = (number: string) =>
        desk.world.deliver(otherPhone(phone, newBooking(number, { ...stay, name: 'ﾀｶﾊｼ ﾊﾅｺ' })));
      await comes('GUEST');
      expect(await desk.records.message('GUEST-1')).to.equal('failed: entered_by_hand_already');
      for (const name of ['サトウ', 'タナカ', 'ヤマダ', 'ワタナベ']) {
        const id = await enteredByHand(null, { name: `${name}ジロウ`, phone: '+81 45 555 6666' });
        await gone(id);
      }
      await comes('ARRANGED');
      expect(await desk.records.message('ARRANGED-1')).to.equal('imported');
      await gone(entered);
      await desk.world.deliver(cancellationOf('ARRANGED'));
    });

    it('is not cancelled by a message that may be about another', async () => {
      const id = await enteredByHand('HAND5', { name: 'Somebody' });
      await desk.world.deliver(cancellationOf('HAND5'));
      expect(await desk.records.message('HAND5-9')).to.equal('failed: entered_by_hand_already');
      expect((await desk.records.reservation('HAND5')).status).to.equal('confirmed');
      await gone(id);
    });
  });

  it('under the number of a stay that has ended leaves that alone, and is seen as 部屋未定 until a person enters it', async () => {
    await desk.world.deliver(newBooking('REUSED', { checkIn: '2027-01-22', nights: 1 }));
    await desk.world.heyawari.advanceTo(new Date('2027-01-25T12:00:00+09:00'));
    const [ended] = await desk.records.reservations('REUSED');
    await desk.world.deliver(again('REUSED', 2, { checkIn: '2027-03-20', nights: 2 }));
    expect(await desk.records.message('REUSED-2')).to.equal('failed: number_of_ended_stay');
    expect(await desk.records.reservations('REUSED')).to.deep.equal([ended]);
    const plans = await desk.records.plans('REUSED');
    expect(plans.filter(({ state }) => state === 'unplaced').map(({ checkIn }) => checkIn)).to.deep.equal([
      '2027-03-20',
    ]);
  });
});
