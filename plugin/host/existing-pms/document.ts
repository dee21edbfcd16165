// The message as the PMS's functions are to read it: the room codes exchanged where a room of another type is given.
import type { XmlTree } from '../../domain/booking-report.js';

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
  const kanji = textAt(copy, 'BasicInformation', 'GuestOrGroupNameKanjiName');
  member.UserName = kanji || textAt(copy, 'BasicInformation', 'GuestOrGroupNameSingleByte');
  return copy as XmlTree;
}

/** A repeated element is an array, a single one an object, an absent one undefined. */
function entriesOf(document: Node): Element[] {
  const list = isElement(document) ? document.RoomAndGuestInformation : undefined;
  const entries = isElement(list) ? list.RoomAndGuestList : undefined;
  return (Array.isArray(entries) ? entries : [entries]).filter(isElement);
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
