// How values are found in a report's tree, where one repeated element is an object, several are an array, an empty one is text.
import type { XmlTree } from '../domain/booking-report.js';

type Node = XmlTree | readonly XmlTree[] | undefined;

const isElement = (node: Node): node is Exclude<XmlTree, string> =>
  typeof node === 'object' && !Array.isArray(node);

function descend(tree: XmlTree, path: readonly string[]): Node {
  let node: Node = tree;
  for (const name of path) node = isElement(node) ? node[name] : undefined;
  return node;
}

/** The trimmed text at `path`, also where it is said twice alike; undefined where it is missing, empty, said otherwise or not text. */
export function textAt(tree: XmlTree, ...path: string[]): string | undefined {
  const node = descend(tree, path);
  const text = Array.isArray(node) && node.every((one) => one === node[0]) ? (node[0] as XmlTree) : node;
  return typeof text === 'string' ? text.trim() || undefined : undefined;
}

function listOf(node: Node): readonly XmlTree[] {
  if (node === undefined) return [];
  return Array.isArray(node) ? (node as readonly XmlTree[]) : [node as XmlTree];
}

/**
 * The elements at `path`, however many there are, also where what holds them is repeated instead; texts among them, as an empty element is,
 * included.
 */
export function listAt(tree: XmlTree, ...path: string[]): readonly XmlTree[] {
  const node = descend(tree, path);
  if (node !== undefined) return listOf(node);
  return path.reduce<readonly XmlTree[]>(
    (parents, name) => parents.flatMap((parent) => (isElement(parent) ? listOf(parent[name]) : [])),
    [tree],
  );
}

/** Groups of which a message, or an entry of it, has one. */
const groups = new Set([
  ...['TransactionType', 'SalesOfficeInformation', 'BasicInformation', 'BasicRateInformation'],
  ...['RisaplsInformation', 'RisaplsCommonInformation', 'AgentNativeInformation', 'Basic', 'Member'],
  ...['BasicRate', 'Extend', 'Extendmytrip', 'MemberInformation', 'RoomInformation', 'GuestInformation'],
]);
/** An entry has one for each night. */
const perNight = 'RoomRateInformation';

const isBlank = (node: XmlTree) => typeof node === 'string' && node.trim() === '';

/** Without what is empty, and what is there before. */
const distinct = (list: readonly XmlTree[]): readonly XmlTree[] => [
  ...new Map(list.filter((one) => !isBlank(one)).map((one) => [JSON.stringify(one), one])).values(),
];

/** One group that says all that they say; what they say differently is there twice. */
function merged(list: readonly XmlTree[]): XmlTree {
  const all: Record<string, XmlTree[]> = {};
  for (const group of list)
    for (const [name, node] of Object.entries(group)) (all[name] ??= []).push(...listOf(node));
  return Object.fromEntries(
    Object.entries(all).map(([name, nodes]) => [name, nodes.length === 1 ? nodes[0]! : nodes]),
  );
}

function asOne(name: string, list: readonly XmlTree[]): Node {
  const [only = '', ...others] = distinct(list);
  if (others.length === 0) return only;
  if (name === perNight || !list.every((one) => isBlank(one) || isElement(one))) return list;
  return merged([only, ...others]);
}

/**
 * Makes one of what is said twice alike, or once beside empty elements, in a tree that nobody else has yet: the PMS takes no list there. Of lists
 * (rooms, guests, options) two alike stay two.
 */
export function unrepeat(tree: XmlTree): void {
  if (typeof tree === 'string') return;
  const element: Children = tree;
  for (const [name, node] of Object.entries(element)) {
    const list = listOf(node);
    if (list.length > 1 && list.every((one) => typeof one === 'string')) {
      const [text = '', ...others] = new Set(list.map((one) => one.trim()).filter(Boolean));
      if (others.length === 0) element[name] = text;
    } else if (list.length > 1 && (groups.has(name) || name === perNight)) {
      const one = asOne(name, list);
      element[name] = one!;
      listOf(one).forEach(unrepeat);
    } else list.forEach(unrepeat);
  }
}

type Children = Record<string, XmlTree | readonly XmlTree[]>;

/** The element at `path` of a tree that nobody else has yet, made with all above it where it is not there. */
export function elementAt(tree: XmlTree, ...path: readonly string[]): Children {
  let element = tree as Children;
  for (const name of path) {
    const child = element[name];
    const next: Children = isElement(child) ? child : {};
    if (next !== child) element[name] = next;
    element = next;
  }
  return element;
}

/** A copy of `tree` with `value` at `path`; elements on the way that are not there are made. */
export function withValueAt(
  tree: XmlTree,
  path: readonly string[],
  value: XmlTree | readonly XmlTree[],
): XmlTree {
  const [name, ...rest] = path;
  if (name === undefined) throw new RangeError('a value needs a path');
  const element = isElement(tree) ? tree : {};
  if (rest.length === 0) return { ...element, [name]: value };
  const child = element[name];
  return { ...element, [name]: withValueAt(isElement(child) ? child : {}, rest, value) };
}

/** Puts `value` in place of what is at `path` of a tree that nobody else has yet; undefined takes it away. */
export function put(tree: XmlTree, path: readonly string[], value: XmlTree | undefined): void {
  const element = elementAt(tree, ...path.slice(0, -1));
  const name = path.at(-1)!;
  if (value === undefined) delete element[name];
  else element[name] = value;
}
