// One message for each way of being wrong, for tests and demonstrations: what must be caught without stopping the others.
import { bookingMessage, type BookingContent, type Message } from './messages.js';

const booking: Omit<BookingContent, 'number'> = {
  version: 1,
  kind: 'new',
  bookedOn: '2027-01-20',
  checkIn: '2027-02-01',
  nights: 2,
  rooms: [{ code: 'SGL', men: 1, pricePerNight: 8000 }],
};

/** `BAD-…` as booking number, and what is wrong as the key. The booking that is otherwise right can be replaced in parts. */
export function badMessages(template: Partial<Omit<BookingContent, 'number' | 'kind'>> = {}) {
  const content = { ...booking, ...template };
  const message = (number: string, changes: Partial<BookingContent> = {}) =>
    bookingMessage({ ...content, number: `BAD-${number}`, ...changes });
  const whole = message('XML');
  const withoutId = message('ID');
  const otherClass = message('CLASS');
  return {
    unmappedRoomCode: message('CODE', {
      rooms: content.rooms.map((room) => ({ ...room, code: 'NO-SUCH-ROOM' })),
    }),
    unknownNumberCancellation: message('UNKNOWN', { kind: 'cancellation', version: 2 }),
    // Those who come along have none either: a booking is known by any of them.
    emptyName: message('NAME', { name: '', guests: 'unnamed' }),
    malformedXml: { dataId: undefined, xml: whole.xml.slice(0, Math.floor(whole.xml.length * 0.6)) },
    missingDataId: { dataId: undefined, xml: withoutId.xml.replace(/<DataID>.*?<\/DataID>/, '') },
    unsupportedClass: {
      ...otherClass,
      xml: otherClass.xml.replace('NewBookReport', 'InquiryReport'),
    },
  } as const satisfies Record<string, Message>;
}
