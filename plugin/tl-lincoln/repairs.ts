// Fields that the stay does not depend on never cost the booking (O3): what the PMS could not take is put right, or stands in the remarks.
import type { XmlTree } from '../domain/booking-report.js';
import { type HotelDate, parseHotelDate } from '../domain/hotel-date.js';
import type { WarningCode, Warnings } from '../domain/import-warning.js';
import { dateInAnyForm } from './dates.js';
import { listAt, put, textAt } from './elements.js';
import { mendNames } from './names.js';
import { wholeNumber, yen } from './numbers.js';
import { readTime } from './times.js';

const basic = 'BasicInformation';
const common = ['RisaplsInformation', 'RisaplsCommonInformation'];
const native = ['RisaplsInformation', 'AgentNativeInformation'];
const remarks = [basic, 'OtherServiceInformation'];

/** Labels are Japanese: the remarks are the PMS's comment, which staff read. */
interface Field {
  readonly path: readonly string[];
  readonly label: string;
}

const field = (label: string, ...path: string[]): Field => ({ label, path });

const times = [field('到着予定', basic, 'CheckInTime'), field('出発予定', basic, 'CheckOutTime')];

/** Codes that the PMS puts into words. */
const codes: readonly (Field & { readonly known: ReadonlySet<string> })[] = [
  {
    ...field('食事条件', basic, 'MealCondition'),
    known: new Set(['1night2meals', '1nightBreakfast', 'WithoutMeal', 'Other']),
  },
  {
    ...field('食事備考', basic, 'SpecificMealCondition'),
    known: new Set([
      ...['IncludingBreakfast', 'IncludingDinner', 'IncludingBreakfastAndDinner', 'IncludingLunch'],
      ...['IncludingBreakfastAndLunchAndDinner', 'IncludingBreakfastAndLunch', 'IncludingLunchAndDinner'],
      'None Specified',
    ]),
  },
  {
    ...field('税サ区分', 'BasicRateInformation', 'TaxServiceFee'),
    known: new Set([
      ...['IncludingServiceWithOutTax', 'IncludingServiceAndTax'],
      ...['WithoutSerivceAndTax', 'WithoutServiceAndTax', 'WithoutServiceAndIncludingTax'],
    ]),
  },
  { ...field('精算区分', ...native, 'Extendmytrip', 'SettlementDiv'), known: new Set([...'0123456']) },
  { ...field('性別', ...common, 'Member', 'UserGendar'), known: new Set([...'012']) },
];

const amounts = [
  field('請求額', ...native, 'Extend', 'AmountClaimed'),
  field('ポイント', ...native, 'Extend', 'Points'),
];
const guestPath = [...common, 'RoomAndRoomRateInformation', 'GuestInformation', 'GuestInformationList'];
const discountPath = [...common, 'BasicRate', 'PointsDiscountList'];
const total = field('合計料金', 'BasicRateInformation', 'TotalAccommodationCharge');
const charge = field('キャンセル料', ...native, 'Extendmytrip', 'CancellationCharge');
const birthday = field('生年月日', ...common, 'Member', 'UserDateOfBirth');
const contacts = [
  { ...field('メール', ...common, 'Basic', 'Email'), looksRight: isEmail },
  { ...field('メール', ...common, 'Member', 'UserMailAddr'), looksRight: isEmail },
  { ...field('電話', ...common, 'Basic', 'PhoneNumber'), looksRight: isPhone },
  { ...field('電話', ...common, 'Member', 'UserTel'), looksRight: isPhone },
];

function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(text);
}
function isPhone(text: string): boolean {
  return text.length <= 40 && /\d/.test(text.normalize('NFKC'));
}

/** Characters; PostgreSQL indexes no text of more than 2.7 kB, and a clerk reads none of 10,000. */
const longest: readonly (readonly [readonly string[], number])[] = [
  ...['GuestOrGroupNameKanjiName', 'GuestOrGroupNameSingleByte', 'PackagePlanName'].map(
    (name) => [[basic, name], 255] as const,
  ),
  ...['UserName', 'UserKana'].map((name) => [[...common, 'Member', name], 255] as const),
  [['SalesOfficeInformation', 'SalesOfficeCompanyName'], 255],
  [[...common, 'Basic', 'Address'], 500],
  [[...common, 'Basic', 'PostalCode'], 40],
  [[...common, 'Member', 'UserAddr'], 500],
  [[...common, 'Member', 'UserZip'], 40],
  [remarks, 10_000],
];

/** Those beside elements before those in them, which is all that is known of their order. */
function textsIn(node: XmlTree | readonly XmlTree[]): readonly string[] {
  if (typeof node === 'string') return [node];
  if (Array.isArray(node)) return (node as readonly XmlTree[]).flatMap(textsIn);
  const { _: beside, ...elements } = node as Exclude<XmlTree, string>;
  return [...(beside === undefined ? [] : [beside]), ...Object.values(elements)].flatMap(textsIn);
}

/** The repairs of one document. */
class Repairs {
  private readonly notes: string[] = [];

  constructor(
    private readonly document: XmlTree,
    private readonly warnings: Warnings,
  ) {}

  private warn(code: WarningCode, path: readonly string[]): void {
    this.warnings.add(code, { element: path.at(-1)! });
  }

  /** Takes the text out of its element, and keeps it where staff read it. */
  private setAside({ path, label }: Field, text: string, code: WarningCode): void {
    this.notes.push(`${label}：${text.slice(0, 200)}`);
    put(this.document, path, undefined);
    this.warn(code, path);
  }

  /** An element that should be one text, and is repeated or holds elements: all the texts in it. */
  flatten(...group: readonly string[]): void {
    for (const element of listAt(this.document, ...group)) {
      if (typeof element === 'string') continue;
      for (const [name, value] of Object.entries(element)) {
        if (typeof value === 'string' || !leaves.has(name)) continue;
        const separator = name === 'OtherServiceInformation' ? '\n' : ' ';
        put(element, [name], [...new Set(textsIn(value))].filter(Boolean).join(separator));
      }
    }
  }

  readTimes(): void {
    for (const one of times) {
      const said = textAt(this.document, ...one.path);
      if (said === undefined) continue;
      const time = readTime(said);
      if (time.kind !== 'time') this.setAside(one, said, 'time_set_aside');
      if (time.kind !== 'words' && time.time !== said) put(this.document, one.path, time.time);
    }
  }

  readCodes(): void {
    for (const code of codes) {
      const said = textAt(this.document, ...code.path);
      if (said !== undefined && !code.known.has(said)) this.setAside(code, said, 'code_unknown');
    }
  }

  readAmounts(): void {
    for (const one of amounts) {
      const said = textAt(this.document, ...one.path);
      if (said !== undefined) this.readAmount(this.document, one.path, one.label, said);
    }
    const all = textAt(this.document, ...total.path);
    if (all !== undefined && yen(all) === undefined) this.setAside(total, all, 'amount_set_aside');
    const discounts = listAt(this.document, ...discountPath);
    for (const discount of discounts) {
      const said = textAt(discount, 'PointsDiscount');
      if (said !== undefined) this.readAmount(discount, ['PointsDiscount'], 'ポイント', said);
    }
    if (discounts.length > 1) this.addUp(discounts);
  }

  /** Of several discounts the PMS takes none. */
  private addUp(discounts: readonly XmlTree[]): void {
    const sum = discounts.reduce((all, one) => all + Number(textAt(one, 'PointsDiscount') ?? 0), 0);
    const names = new Set(discounts.flatMap((one) => textAt(one, 'PointsDiscountName') ?? []));
    put(this.document, discountPath, {
      PointsDiscount: String(sum),
      PointsDiscountName: [...names].join('・').slice(0, 255),
    });
  }

  /** One below 0 the PMS would add to what has been paid. */
  private readAmount(tree: XmlTree, path: readonly string[], label: string, said: string): void {
    if (/^\d{1,9}(\.\d+)?$/.test(said)) return;
    const amount = yen(said);
    put(tree, path, amount === undefined ? undefined : String(amount));
    if (amount === undefined) this.notes.push(`${label}：${said.slice(0, 200)}`);
    this.warn(amount === undefined ? 'amount_set_aside' : 'amount_repaired', path);
  }

  /** What the PMS would write as the price of a night, whatever it is. Answers with the yen; 0 where the amount is none, or there is none. */
  readCharge(): number {
    const said = textAt(this.document, ...charge.path);
    if (said === undefined) return 0;
    const amount = yen(said);
    put(this.document, charge.path, amount === undefined ? undefined : String(amount));
    if (amount === undefined) this.warn('charge_unreadable', charge.path);
    else if (String(amount) !== said) this.warn('amount_repaired', charge.path);
    return amount ?? 0;
  }

  readContacts(): void {
    for (const contact of contacts) {
      const said = textAt(this.document, ...contact.path);
      if (said !== undefined && !contact.looksRight(said)) this.setAside(contact, said, 'contact_set_aside');
    }
  }

  /** `bookedOn` is the date of a payment, which the PMS cannot do without. */
  readDates(bookedOn: HotelDate): void {
    const booked = [basic, 'TravelAgencyBookingDate'];
    const said = textAt(this.document, ...booked);
    if (said === undefined || parseHotelDate(said) === undefined) {
      const meant = said === undefined ? undefined : dateInAnyForm(said);
      put(this.document, booked, meant ?? bookedOn);
      // A time on a day that nobody has said is no moment.
      if (meant === undefined) put(this.document, [basic, 'TravelAgencyBookingTime'], undefined);
      if (said !== undefined) this.warn('date_set_aside', booked);
    }
    this.readBirthday(this.document, birthday.path);
    for (const guest of listAt(this.document, ...guestPath)) this.readBirthday(guest, ['GuestDateOfBirth']);
  }

  private readBirthday(tree: XmlTree, path: readonly string[]): void {
    const said = textAt(tree, ...path);
    if (said === undefined || parseHotelDate(said) !== undefined) return;
    put(tree, path, dateInAnyForm(said));
    this.warn('date_set_aside', path);
  }

  /** By these the PMS guesses a gender. */
  readGenderCounts(): void {
    for (const name of ['TotalPaxMaleCount', 'TotalPaxFemaleCount']) {
      const said = textAt(this.document, basic, name);
      if (said === undefined || /^\d+$/.test(said)) continue;
      const count = wholeNumber(said, 4);
      put(this.document, [basic, name], count === undefined ? undefined : String(count));
      this.warn('count_set_aside', [name]);
    }
  }

  mendNames(): void {
    this.notes.push(...mendNames(this.document, this.warnings));
  }

  shorten(): void {
    for (const [path, most] of longest) this.shortenIn(this.document, path, most);
    for (const guest of listAt(this.document, ...guestPath))
      for (const name of ['GuestKanjiName', 'GuestNameSingleByte']) this.shortenIn(guest, [name], 255);
  }

  private shortenIn(tree: XmlTree, path: readonly string[], most: number): void {
    const text = textAt(tree, ...path);
    if (text === undefined || text.length <= most) return;
    put(tree, path, `${text.slice(0, most - 1).toWellFormed()}…`);
    this.warn('text_shortened', path);
  }

  writeNotes(): void {
    if (this.notes.length === 0) return;
    const said = textAt(this.document, ...remarks);
    put(this.document, remarks, [...this.notes, ...(said === undefined ? [] : [said])].join('\n'));
  }
}

/** Elements of which the PMS reads one text. */
const leaves = new Set([
  ...['TravelAgencyBookingNumber', 'CheckInDate', 'CheckOutDate'],
  ...['TravelAgencyBookingDate', 'GuestOrGroupNameKanjiName', 'GuestOrGroupNameSingleByte', 'CheckInTime'],
  ...['CheckOutTime', 'TotalPaxMaleCount', 'TotalPaxFemaleCount', 'PackagePlanName', 'MealCondition'],
  ...[
    'SpecificMealCondition',
    'OtherServiceInformation',
    'TelegramData',
    'Email',
    'PhoneNumber',
    'PostalCode',
  ],
  ...['Address', 'UserName', 'UserKana', 'UserGendar', 'UserDateOfBirth', 'UserZip', 'UserAddr', 'UserTel'],
  ...['GuestKanjiName', 'GuestNameSingleByte', 'GuestGender', 'GuestDateOfBirth'],
  ...['PointsDiscount', 'PointsDiscountName', 'TotalAccommodationCharge'],
  ...['UserMailAddr', 'TaxServiceFee', 'SettlementDiv', 'AmountClaimed', 'Points', 'SalesOfficeCompanyName'],
]);

/**
 * Changes `document`, which nobody else has yet, so that the PMS's functions can take every field beside the stay itself. `bookedOn` stands in for
 * a date of booking that is none.
 */
export function repair(document: XmlTree, bookedOn: HotelDate, warnings: Warnings): void {
  const repairs = new Repairs(document, warnings);
  repairs.flatten('SalesOfficeInformation');
  repairs.flatten(basic);
  repairs.flatten(...common, 'Basic');
  repairs.flatten(...common, 'Member');
  repairs.flatten('BasicRateInformation');
  repairs.flatten(...guestPath);
  repairs.flatten(...discountPath);
  repairs.flatten(...native, 'Extend');
  repairs.flatten(...native, 'Extendmytrip');
  repairs.mendNames();
  repairs.readTimes();
  repairs.readCodes();
  repairs.readAmounts();
  repairs.readContacts();
  repairs.readDates(bookedOn);
  repairs.readGenderCounts();
  repairs.writeNotes();
  repairs.shorten();
}

/** Likewise for a cancellation, of which the PMS reads its number and its charge alone. Answers with the charge in whole yen; 0 where none can be told. */
export const repairCancellation = (document: XmlTree, warnings: Warnings): number =>
  new Repairs(document, warnings).readCharge();
