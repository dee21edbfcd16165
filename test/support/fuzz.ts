// Messages damaged in every way that a wire, a converter or a program may damage them; the same ones for the same seed.
import { between, seededRandom, pick, type Random } from '../../dev/bookings/random.js';
import { bookingMessage, type BookingContent } from '../../examples/tl-lincoln/index.js';
import { nightsBetween } from '../../plugin/domain/hotel-date.js';
import { failureCodes } from '../../plugin/domain/import-failure.js';
import { readReport, type ReportReading } from '../../plugin/tl-lincoln/index.js';

const elementPattern = /<(\w+)>[^<]*<\/\1>/g;
const names = [
  ...['DataID', 'CheckInDate', 'CheckOutDate', 'RoomDate', 'RoomTypeCode', 'TotalPerRoomRate', 'PerPaxRate'],
  ...['RoomPaxMaleCount', 'PerRoomPaxCount', 'GrandTotalPaxCount', 'CheckInTime', 'OtherServiceInformation'],
  ...[
    'BasicInformation',
    'RoomInformation',
    'RoomRateInformation',
    'RoomAndGuestList',
    'TelegramData',
    '__proto__',
  ],
];
const texts = [
  ...[
    '',
    ' ',
    '?',
    '-1',
    '0',
    '999999999',
    '99999999999999999999',
    '1e9',
    '0x10',
    '１２',
    'NaN',
    '未定',
    '二',
  ],
  ...[
    '2027-02-30',
    '20270201',
    '0000-00-00',
    '9999-12-31',
    '2027/2/1',
    '2027-02-01T25:00',
    '24:00',
    '26:30:00',
  ],
  ...[
    'A&B',
    '<17時',
    '&#x0B;',
    '&#xD842;&#xDFB7;',
    '&#xD842;',
    '&#0;',
    '&#99999999;',
    '&nbsp;',
    '&x;',
    ']]>',
  ],
  ...[
    '\u000B',
    '\0',
    '\uFFFE',
    '\uD842',
    '\uFEFF',
    '<b>',
    '</b>',
    '<!--',
    '<![CDATA[',
    '【精算不要】',
    '<!DOCTYPE a>',
  ],
];

/** Where a text or an element begins: somewhere in the message. */
const spot = (random: Random, xml: string) => between(random, 0, Math.max(xml.length, 1));

function elementIn(random: Random, xml: string): { at: number; whole: string; name: string } | undefined {
  elementPattern.lastIndex = spot(random, xml);
  const found = elementPattern.exec(xml);
  return found ? { at: found.index, whole: found[0], name: found[1]! } : undefined;
}

function replaceElement(random: Random, xml: string, by: (whole: string, name: string) => string): string {
  const found = elementIn(random, xml);
  if (!found) return xml;
  return xml.slice(0, found.at) + by(found.whole, found.name) + xml.slice(found.at + found.whole.length);
}

/** What takes long to make and to read. */
const rarely = (random: Random) => random() < 0.02;

type Mutation = (random: Random, xml: string) => string;

const mutations: readonly Mutation[] = [
  (random, xml) => xml.slice(0, spot(random, xml)),
  (random, xml) => xml.slice(spot(random, xml)),
  (random, xml) => replaceElement(random, xml, () => ''),
  (random, xml) => replaceElement(random, xml, (whole) => whole.repeat(between(random, 2, 4))),
  (random, xml) => replaceElement(random, xml, (_, name) => `<${name}>${pick(random, texts)}</${name}>`),
  (random, xml) => replaceElement(random, xml, (_, name) => `<${name}>${pick(random, texts)}</${name}>`),
  (random, xml) =>
    replaceElement(
      random,
      xml,
      (_, name) => `<${name}><${pick(random, names)}>1</${pick(random, names)}></${name}>`,
    ),
  (random, xml) => replaceElement(random, xml, (whole, name) => whole.replaceAll(name, pick(random, names))),
  (random, xml) => {
    const one = elementIn(random, xml);
    const other = elementIn(random, xml);
    if (!one || !other || other.at < one.at + one.whole.length) return xml;
    const between = xml.slice(one.at + one.whole.length, other.at);
    return (
      xml.slice(0, one.at) + other.whole + between + one.whole + xml.slice(other.at + other.whole.length)
    );
  },
  (random, xml) => {
    const at = spot(random, xml);
    return xml.slice(0, at) + pick(random, texts) + xml.slice(at + between(random, 0, 20));
  },
  (random, xml) => {
    const name = pick(random, names);
    const depth = pick(random, [2, 39, 60, rarely(random) ? 5000 : 100]);
    return replaceElement(
      random,
      xml,
      (whole) => `<${name}>`.repeat(depth) + whole + `</${name}>`.repeat(depth),
    );
  },
  (random, xml) => {
    const list = /<RoomAndGuestList>.*<\/RoomAndGuestList>/s.exec(xml)?.[0] ?? '';
    return xml.replace(list, () => list.repeat(pick(random, [2, 3, rarely(random) ? 100 : 5])));
  },
  (random, xml) => {
    const name = pick(random, names);
    return xml.replaceAll(
      new RegExp(`<${name}>[^<]*</${name}>`, 'g'),
      () => `<${name}>${pick(random, texts)}</${name}>`,
    );
  },
  (random, xml) => {
    const long = pick(random, ['あ', '<', '&', '【', ' ', '9', '&#x0B;', '?']).repeat(
      rarely(random) ? 100_000 : pick(random, [300, 3000]),
    );
    return replaceElement(random, xml, (_, name) => `<${name}>${long}</${name}>`);
  },
];

function contentOf(random: Random, number: string): BookingContent {
  return {
    ...{
      number,
      version: between(random, 1, 4),
      kind: pick(random, ['new', 'new', 'change', 'cancellation']),
    },
    ...{
      bookedOn: '2027-01-20',
      checkIn: pick(random, ['2027-02-01', '2027-02-27']),
      nights: between(random, 0, 4),
    },
    ...{ roomOrder: pick(random, ['date', 'room']), dateForm: pick(random, ['iso', 'compact']) },
    rooms: Array.from({ length: between(random, 1, 4) }, () => ({
      code: pick(random, ['SGL', 'TWN']),
      ...{ men: between(random, 0, 3), women: between(random, 0, 2), children: between(random, 0, 2) },
      pricePerNight: between(random, 0, 30_000),
    })),
  };
}

/** Reads it, and says what is wrong with how it was read; undefined where nothing is. Slow is what takes more than a second. */
export function misread(xml: string): string | undefined {
  const began = process.cpuUsage();
  let reading: ReportReading;
  try {
    reading = readReport(xml);
  } catch (error) {
    return `thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const { user, system } = process.cpuUsage(began);
  if (user + system > 1_000_000) return `took ${Math.round((user + system) / 1000)} ms of CPU`;
  const { report, outline } = reading;
  if (!report.ok && !failureCodes.includes(report.failure.code))
    return `unclassified: ${report.failure.code}`;
  const said = report.ok ? report.value : outline;
  // What the PMS and PostgreSQL take as JSON.
  const text = JSON.stringify(said ?? {});
  if (/\\u0000|\\ud[89a-f]/i.test(text)) return 'no text for PostgreSQL';
  const rooms = report.ok && report.value.kind !== 'cancellation' ? report.value.rooms : [];
  for (const { checkIn, checkOut, nights } of rooms)
    if (nights.length !== Math.max(nightsBetween(checkIn, checkOut), 1)) return 'a room with a hole';
  return undefined;
}

/** The `index`-th message of a seed, damaged one to three times. Its booking number is its own, unless that is damaged. */
export function damagedMessage(seed: number, index: number): string {
  const random = seededRandom(seed * 1_000_003 + index);
  let { xml } = bookingMessage(contentOf(random, `FZ${index}`));
  for (let times = between(random, 1, 4); times > 0; times -= 1) xml = pick(random, mutations)(random, xml);
  return xml;
}
