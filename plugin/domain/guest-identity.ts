// How people, phones and booking numbers are compared however they were typed. Pure.

const separators = /[\p{P}\p{Z}\p{C}\p{S}]/gu;
const hiragana = /[\u3041-\u3096]/g;
const toKatakana = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 0x60);

/** Forms of one character that names are written with, the common one last. */
const variants: Readonly<Record<string, string>> = Object.fromEntries(
  [
    '髙高',
    '﨑崎',
    '嵜崎',
    '邊辺',
    '邉辺',
    '齋斎',
    '齊斎',
    '斉斎',
    '澤沢',
    '濱浜',
    '廣広',
    '國国',
    '櫻桜',
    '嶋島',
    '德徳',
    '惠恵',
  ].map((pair) => [...pair] as [string, string]),
);

/** Width, case, kana, blanks, old forms of characters and 様 do not count. */
export const foldedName = (name: string): string =>
  [...name.normalize('NFKC').toLowerCase().replace(separators, '').replace(/様$/u, '')]
    .map((character) => variants[character] ?? character)
    .join('')
    .replace(hiragana, toKatakana);

/** Digits alone, with a 0 in place of Japan's country code, behind which some write the 0 too: `+81 (0)90 …`. */
export const foldedPhone = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(?:00)?810?(?=[1-9]\d{8,9}$)/, '0')
    .replace(/^00/, '0');

/** Shorter ones say nothing: an extension, an initial. */
const shortestPhone = 9;
const shortestName = 2;

const tellingOf = (texts: readonly string[], fold: (text: string) => string, shortest: number) =>
  new Set(texts.map(fold).filter((text) => text.length >= shortest));

/** Folded, those that say who somebody is. */
export const tellingNames = (names: readonly string[]): ReadonlySet<string> =>
  tellingOf(names, foldedName, shortestName);

const betweenWords = /[\p{P}\p{Z}\p{C}\p{S}]+/u;

/** As it is written; and where it has several words, with the last one first, and with the first one last. */
function eitherWay(name: string): string[] {
  const words = name
    .normalize('NFKC')
    .replace(/様\s*$/u, '')
    .split(betweenWords)
    .filter(Boolean);
  const [first, last] = [words[0], words.at(-1)];
  if (words.length < 2) return [name];
  return [name, [last, ...words.slice(0, -1)].join(''), [...words.slice(1), first].join('')];
}

/** As `tellingNames`, for family and given names in either order. */
export const tellingNamesEitherWay = (names: readonly string[]): ReadonlySet<string> =>
  tellingNames(names.flatMap(eitherWay));

/** Agencies put two into one element; what is left of a number that is itself written with the sign between them is too short to be one. */
const betweenPhones = /[/,、;|\n]/;
const isPhone = (text: string) => foldedPhone(text).length >= shortestPhone;

function severalPhones(text: string): readonly string[] {
  const several = text.normalize('NFKC').split(betweenPhones).filter(isPhone);
  return several.length > 0 ? several : [text];
}

/** Of one digit, as `000-0000-0000`, which is written where there is none. */
const isNobodysPhone = (folded: string): boolean => /^(\d)\1*$/.test(folded);

export const tellingPhones = (phones: readonly string[]): ReadonlySet<string> =>
  new Set(
    [...tellingOf(phones.flatMap(severalPhones), foldedPhone, shortestPhone)].filter(
      (phone) => !isNobodysPhone(phone),
    ),
  );

/** Width, case, blanks and hyphens do not count. */
export const foldedNumber = (number: string): string =>
  number.normalize('NFKC').toLowerCase().replace(separators, '').replaceAll('ー', '');

/** Width, case and blanks around it do not count; undefined of what is no address. */
export function foldedMail(mail: string): string | undefined {
  const folded = mail.normalize('NFKC').trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(folded) ? folded : undefined;
}

/** Names booked so long ago, in days, say nothing of whose a phone or mail is (D20). */
export const arrangerDays = 90;
/** Names from which on a phone or mail is an arranger's, who books for others: it says of nobody who he is (D20). */
const namesOfArranger = 5;

/** Somebody who has booked, with his folded phones and mails. */
export interface BookedContact {
  readonly contacts: ReadonlySet<string>;
  readonly name: string;
}

/** Of the folded phones and mails those under which so many names have been booked that they are nobody's own. */
export function arrangersAmong(
  contacts: ReadonlySet<string>,
  booked: readonly BookedContact[],
): ReadonlySet<string> {
  const namesOf = (contact: string) =>
    new Set(booked.filter((one) => one.contacts.has(contact)).map(({ name }) => foldedName(name)));
  return new Set([...contacts].filter((contact) => namesOf(contact).size >= namesOfArranger));
}
