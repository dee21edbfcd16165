// Names of bookers and guests: where agencies put them, what they add to them, and what their systems lose of them.
import type { XmlTree } from '../domain/booking-report.js';
import type { Warnings } from '../domain/import-warning.js';
import { listAt, put, textAt } from './elements.js';

const basic = 'BasicInformation';
const common = ['RisaplsInformation', 'RisaplsCommonInformation'];
const kanjiName = [basic, 'GuestOrGroupNameKanjiName'];
const kanaName = [basic, 'GuestOrGroupNameSingleByte'];

/** Where the booker's name stands in messages of other versions, and whose name stands for it where nobody is named as booker. */
const standIns = [
  [basic, 'GuestOrGroupKanjiName'],
  [basic, 'GuestOrGroupNameKanji'],
  [basic, 'GuestOrGroupNameDoubleByte'],
  [...common, 'Member', 'UserName'],
  ['MemberInformation', 'MemberKanjiName'],
  [...common, 'Member', 'UserKana'],
  ['MemberInformation', 'MemberName'],
];

/** Where the guests of the rooms stand. */
const guestLists = [
  [...common, 'RoomAndRoomRateInformation', 'GuestInformation', 'GuestInformationList'],
  ['RoomAndGuestInformation', 'RoomAndGuestList', 'GuestInformation', 'GuestInformationList'],
];
const guestNames = ['GuestKanjiName', 'GuestNameSingleByte'];

/** The PMS throws on a booking without any name. */
export const hasName = (document: XmlTree): boolean =>
  [kanjiName, kanaName].some((path) => textAt(document, ...path) !== undefined);

/** The first guest who has a name, in kanji before kana. */
function guestsName(document: XmlTree): { name: string; element: string } | undefined {
  const guests = guestLists.flatMap((path) => listAt(document, ...path));
  for (const element of guestNames)
    for (const guest of guests) {
      const name = textAt(guest, element);
      if (name !== undefined) return { name, element };
    }
  return undefined;
}

function standIn(document: XmlTree): { name: string; element: string } | undefined {
  const hasKana = textAt(document, ...kanaName) !== undefined;
  for (const path of standIns) {
    // The booker's own kana come before another person's kanji.
    if (path[0] !== basic && hasKana) return undefined;
    const name = textAt(document, ...path);
    if (name !== undefined) return { name, element: path.at(-1)! };
  }
  return guestsName(document);
}

function takeOver(document: XmlTree, warnings: Warnings): void {
  if (textAt(document, ...kanjiName) !== undefined) return;
  const found = standIn(document);
  if (!found) return;
  put(document, kanjiName, found.name);
  warnings.add('name_taken_over', { element: found.element });
}

/** `【精算不要】` and the like: not of the name, but for the staff. */
const notes = /【[^】]*】|\[[^\]]*\]|［[^］]*］|〔[^〕]*〕|≪[^≫]*≫|《[^》]*》|『[^』]*』/gu;
const lostCharacter = /[?？\uFFFD]/u;
const escaped = (text: string) => text.replace(/[.*+^${}()|[\]\\]/g, '\\$&');

/** The name with the characters that stand in the telegram for its `?`; undefined where it is not there, or there are two that fit. */
function restored(name: string, telegram: string): string | undefined {
  const known = [...name].filter((character) => !lostCharacter.test(character) && character.trim() !== '');
  if (known.length === 0) return undefined;
  const pattern = [...name]
    .map((character) =>
      lostCharacter.test(character)
        ? '([^\\s?？\\uFFFD])'
        : /\s/u.test(character)
          ? '\\s*'
          : escaped(character),
    )
    .join('');
  const found = [...telegram.matchAll(new RegExp(pattern, 'gu'))].map((match) => match.slice(1).join(''));
  const [characters, ...others] = [...new Set(found)];
  if (characters === undefined || others.length > 0) return undefined;
  const right = [...characters];
  return [...name].map((one) => (lostCharacter.test(one) ? right.shift()! : one)).join('');
}

/** What is longer is no name. */
const longestName = 300;

interface Repair {
  readonly warnings: Warnings;
  readonly telegram: string;
  readonly remarks: string[];
}

function mendName(tree: XmlTree, path: readonly string[], { warnings, telegram, remarks }: Repair): void {
  const said = textAt(tree, ...path);
  if (said === undefined || said.length > longestName) return;
  const element = path.at(-1)!;
  let name = said;
  const found = name.match(notes);
  const bare = name
    .replace(notes, ' ')
    .replace(/\s+/gu, (blank) => blank[0]!)
    .trim();
  if (found && bare !== '') {
    name = bare;
    remarks.push(...found);
    warnings.add('name_note_moved', { element });
  }
  const right = lostCharacter.test(name) ? restored(name, telegram) : undefined;
  if (right !== undefined) {
    name = right;
    warnings.add('name_restored', { element });
  }
  if (name !== said) put(tree, path, name);
}

const nameOf = (guest: XmlTree) => textAt(guest, 'GuestKanjiName') ?? textAt(guest, 'GuestNameSingleByte');

/** The guests of each room; one without any name is nobody the PMS could write. */
function mendGuests(document: XmlTree, repair: Repair): void {
  for (const entry of listAt(document, ...common, 'RoomAndRoomRateInformation')) {
    const list = listAt(entry, 'GuestInformation', 'GuestInformationList');
    if (list.length === 0) continue;
    const named = list.filter((guest) => nameOf(guest) !== undefined);
    if (named.length < list.length && list.length > 1)
      put(entry, ['GuestInformation', 'GuestInformationList'], named as unknown as XmlTree);
    for (const guest of named) {
      mendName(guest, ['GuestKanjiName'], repair);
      mendName(guest, ['GuestNameSingleByte'], repair);
    }
  }
}

/** Changes `document`, which nobody else has yet; answers with what the names said beside names, for the remarks. */
export function mendNames(document: XmlTree, warnings: Warnings): string[] {
  takeOver(document, warnings);
  const telegram =
    textAt(document, basic, 'TelegramData') ?? textAt(document, ...common, 'Basic', 'TelegramData') ?? '';
  const repair: Repair = { warnings, telegram, remarks: [] };
  for (const path of [
    kanjiName,
    kanaName,
    [...common, 'Member', 'UserName'],
    [...common, 'Member', 'UserKana'],
  ])
    mendName(document, path, repair);
  mendGuests(document, repair);
  return [...new Set(repair.remarks)];
}
