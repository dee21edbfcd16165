// The message as the PMS's functions are to read it: room codes exchanged where a room of another type is given, names where it wants them.
import type { XmlTree } from '../../../domain/booking-report.js';

type Element = { [name: string]: Node };
type Node = string | Element | Node[];

const isElement = (node: Node | undefined): node is Element =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

function childOf(parent: Element, name: string): Element {
  const child = parent[name];
  if (isElement(child)) return child;
  const created: Element = {};
  parent[name] = created;
  return created;
}

/**
 * A copy of `document` that names its member. The PMS's edit function fails on a change without `Member.UserName` and without a list of
 * guests (test/contract/ota-functions.test.ts), which some agencies send; the booker's name stands there then.
 */
export function withMemberName(document: XmlTree): XmlTree {
  const copy = structuredClone(document) as Node;
  if (!isElement(copy)) return document;
  const common = childOf(childOf(copy, 'RisaplsInformation'), 'RisaplsCommonInformation');
  const member = childOf(common, 'Member');
  if (member.UserName) return document;
  member.UserName = textAt(copy, 'BasicInformation', 'GuestOrGroupNameKanjiName');
  return copy as XmlTree;
}

/** The elements of that name: a repeated one is an array, a single one an object, an absent one undefined. */
function elementsOf(parent: Node | undefined, name: string): Element[] {
  const found = isElement(parent) ? parent[name] : undefined;
  return (Array.isArray(found) ? found : [found]).filter(isElement);
}

const within = (parents: readonly Element[], name: string) =>
  parents.flatMap((parent) => elementsOf(parent, name));

const entriesOf = (document: Node): Element[] =>
  within(elementsOf(document, 'RoomAndGuestInformation'), 'RoomAndGuestList');

/** Guests by name, a list for each room and night. */
function guestsOf(document: Node): Element[] {
  const common = within(elementsOf(document, 'RisaplsInformation'), 'RisaplsCommonInformation');
  const rooms = within(common, 'RoomAndRoomRateInformation');
  return within(within(rooms, 'GuestInformation'), 'GuestInformationList');
}

/** Who has a name in kana alone, and where the name in kanji belongs. */
function withoutKanji(document: Node): { person: Element; kanji: string; kana: string }[] {
  const booker = { kanji: 'GuestOrGroupNameKanjiName', kana: 'GuestOrGroupNameSingleByte' };
  const guest = { kanji: 'GuestKanjiName', kana: 'GuestNameSingleByte' };
  return [
    ...elementsOf(document, 'BasicInformation').map((person) => ({ person, ...booker })),
    ...guestsOf(document).map((person) => ({ person, ...guest })),
  ].filter(({ person, kanji, kana }) => !person[kanji] && person[kana]);
}

/**
 * `document`, or a copy in which whoever has a name in kana alone has it as the name in kanji too: the PMS's functions refuse an empty one
 * ("nameString is required", test/contract/ota-functions.test.ts), and would on every try.
 */
export function withKanjiNames(document: XmlTree): XmlTree {
  if (withoutKanji(document as Node).length === 0) return document;
  const copy = structuredClone(document) as Node;
  for (const { person, kanji, kana } of withoutKanji(copy)) person[kanji] = person[kana]!;
  return copy as XmlTree;
}

function textAt(entry: Element, group: string, name: string): string {
  const element = entry[group];
  const value = isElement(element) ? element[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/**
 * A copy of `document` in which the rooms of the slots in `codes` carry those room codes on every night. The PMS counts rooms as we
 * do: position within a run of entries of one date.
 */
export function withRoomCodes(document: XmlTree, codes: ReadonlyMap<number, string>): XmlTree {
  if (codes.size === 0) return document;
  const copy = structuredClone(document) as Node;
  let date = '';
  let slot = -1;
  for (const entry of entriesOf(copy)) {
    const entryDate = textAt(entry, 'RoomRateInformation', 'RoomDate');
    slot = entryDate === date ? slot + 1 : 0;
    date = entryDate;
    const code = codes.get(slot);
    const room = entry.RoomInformation;
    if (code !== undefined && isElement(room)) room.RoomTypeCode = code;
  }
  return copy as XmlTree;
}
