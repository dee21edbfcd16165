// The hierarchy's REST routes: the アップグレード設定 screen's graph and its edits, history and undo, paths and the best upgrade.
import { z } from 'zod';
import {
  bestUpgrade,
  hierarchyChangePage,
  hierarchyGraph,
  hierarchyProblems,
  upgradePaths,
} from '../api/index.js';
import { type HotelDate, hotelDate, nightsBetween } from '../domain/hotel-date.js';
import { type HotelId, roomTypeId, type RoomTypeId } from '../domain/ids.js';
import { Refusal } from '../domain/refusal.js';
import { namesOf } from '../domain/room.js';
import type { RoomType } from '../domain/room.js';
import {
  type AnyRoute,
  dateField,
  flagText,
  idIn,
  idText,
  integerText,
  largestInteger,
  page,
  paging,
  route,
} from '../platform/http/index.js';
import { bodies, changeOf, decisionOf, graphOf, parsedRelation, pathOf, problemsOf, say } from './answers.js';
import { wrongInput } from './edits.js';
import {
  type Availability,
  bedReason,
  getCutPaths,
  pathsToTell,
  type UpgradeRequest,
} from '../assignment/index.js';
import type { HierarchyView, RoomHierarchyService } from './service.js';
import type { ProblemKey } from './validator.js';

/** A stay as it might be booked. */
export interface TrialStay {
  readonly typeId: RoomTypeId;
  readonly checkIn: HotelDate;
  /** Equal to `checkIn` for a day use. */
  readonly checkOut: HotelDate;
  readonly people: number;
  /** The guest asks for it. What the booked type promises holds in any case. */
  readonly nonSmoking: boolean;
}

export interface TrialPlacement {
  /** The type whose room the stay would be given: the booked one where it has a room. Undefined: none, 部屋未定. */
  readonly given: RoomTypeId | undefined;
  /** Whether it is to be a room that is not smoked in, asked for or promised. */
  readonly nonSmoking: boolean;
  readonly availability: Availability;
}

/** What placement would do with such a stay now: the pool knows. */
export type TryPlacing = (hotel: HotelId, stay: TrialStay) => Promise<TrialPlacement>;

const base = '/room-hierarchy';
/** No hotel takes a booking for longer; rooms free for centuries would be looked up night by night. */
const mostNights = 730;

const bestQuery = z
  .strictObject({
    from: idText,
    checkIn: dateField,
    checkOut: dateField,
    people: integerText({ min: 1, max: 100, byDefault: 1 }),
    /** True: asked for. What the booked type promises is never relaxed. */
    nonSmoking: flagText.default(false),
  })
  .refine(({ checkIn, checkOut }) => nightsBetween(hotelDate(checkIn), hotelDate(checkOut)) <= mostNights, {
    path: ['checkOut'],
  });

/** A type in a path of the API; one that is no number is none that anybody knows. */
function typeFrom(text: string | undefined): RoomTypeId {
  const id = idIn(text, largestInteger);
  if (id === undefined) throw new Refusal('not_found', 'hierarchy.type_not_found', { type: text ?? '' });
  return roomTypeId(id);
}

const endsFrom = ({ from, to }: Readonly<Record<string, string>>) => ({
  fromTypeId: typeFrom(from),
  toTypeId: typeFrom(to),
});

function namedType(types: readonly RoomType[], id: number): RoomType {
  const found = types.find((type) => type.id === id);
  if (!found) throw new Refusal('not_found', 'hierarchy.type_not_found', { type: id });
  return found;
}

const graph = (view: HierarchyView, status: 200 | 201 = 200) => ({ status, body: graphOf(view) });

/** What any edit may be refused with, by what stands or by what it would bring. */
const refusedEdit: readonly string[] = [
  'version.changed',
  ...([
    'hierarchy.cycle',
    'hierarchy.type_inactive',
    'hierarchy.type_without_capacity',
    'hierarchy.cost_over_limit',
  ] satisfies ProblemKey[]),
];
const ofEdits = { invalid: [...wrongInput], conflict: refusedEdit };

function readingRoutes(hierarchy: RoomHierarchyService): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: base,
      permission: 'view',
      summary: 'Room types, the upgrade relations between them, the rules, and what is wrong with them',
      answer: hierarchyGraph,
      handler: async ({ hotelId }) => graph(await hierarchy.view(hotelId)),
    }),
    route({
      method: 'post',
      path: `${base}/validate`,
      permission: 'view',
      summary:
        'What would be wrong with these relations and rules (default: the present ones); changes nothing',
      body: bodies.validate,
      answer: hierarchyProblems,
      async handler({ hotelId, body }) {
        const rules = body.rules ?? (await hierarchy.view(hotelId)).rules;
        const content = { relations: body.relations.map(parsedRelation), rules };
        return { status: 200, body: { problems: problemsOf(await hierarchy.validate(hotelId, content)) } };
      },
    }),
    route({
      method: 'get',
      path: `${base}/history`,
      permission: 'view',
      summary: 'Changes of relations and rules with before and after, newest first',
      query: z.strictObject(paging),
      answer: hierarchyChangePage,
      async handler({ hotelId, query }) {
        const range = { offset: (query.page - 1) * query.pageSize, limit: query.pageSize };
        const { changes, total } = await hierarchy.history(hotelId, range);
        const nameOf = namesOf((await hierarchy.view(hotelId)).types);
        const items = changes.map((change) => changeOf(change, nameOf));
        return { status: 200, body: page(items, query, total) };
      },
    }),
  ];
}

const pathsRoute = (hierarchy: RoomHierarchyService): AnyRoute =>
  route({
    method: 'get',
    path: `${base}/paths`,
    permission: 'view',
    summary: 'Every way that an upgrade of a type may go, best first, and what cuts the others',
    refusals: { not_found: ['hierarchy.type_not_found'] },
    query: z.strictObject({ from: idText }),
    answer: upgradePaths,
    async handler({ hotelId, query }) {
      const { version, graph, inventory } = await hierarchy.questions(hotelId);
      const from = namedType(inventory.types, query.from);
      const named = (id: RoomTypeId) => ({ id, name: graph.nameOf(id) });
      const told = pathsToTell(graph, from.id);
      const paths = told.paths.map((path) => pathOf(path, bedReason(graph, path), graph.nameOf));
      const cut = getCutPaths(graph, from.id).map(({ toTypeId, path, reason }) => ({
        ...{ to: named(toTypeId), path: path.map(named), reason: say(reason) },
      }));
      return { status: 200, body: { version, from, paths, complete: told.complete, cut } };
    },
  });

const bestRoute = (hierarchy: RoomHierarchyService, tryPlacing: TryPlacing): AnyRoute =>
  route({
    method: 'get',
    path: `${base}/best`,
    permission: 'view',
    summary:
      'What placement would give such a stay now, and the best upgrade of its type, or why there is none',
    refusals: { invalid: ['hierarchy.dates_reversed'], not_found: ['hierarchy.type_not_found'] },
    query: bestQuery,
    answer: bestUpgrade,
    async handler({ hotelId, query }) {
      const { people, ...dates } = query;
      const [checkIn, checkOut] = [hotelDate(dates.checkIn), hotelDate(dates.checkOut)];
      if (checkOut < checkIn) throw new Refusal('invalid', 'hierarchy.dates_reversed', { checkIn, checkOut });
      const { version, graph, engine, inventory } = await hierarchy.questions(hotelId);
      const from = namedType(inventory.types, query.from);
      const stay = { typeId: from.id, checkIn, checkOut, people, nonSmoking: query.nonSmoking };
      const { given, nonSmoking, availability } = await tryPlacing(hotelId, stay);
      const request: UpgradeRequest = {
        ...{ id: 'asked', bookedTypeId: from.id, checkIn, checkOut, people, nonSmoking },
        ...{ kind: 'stay', repeatGuest: false, directBooking: false, classPriority: 0 },
      };
      const decision = engine.findBestUpgrade(request, availability);
      const told = decisionOf(decision, given, graph.nameOf);
      return { status: 200, body: { version, from, nonSmoking, ...told } };
    },
  });

function relationRoutes({ commands }: RoomHierarchyService): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: `${base}/relations`,
      permission: 'supervise',
      summary: 'Adds an upgrade relation',
      refusals: { ...ofEdits, conflict: [...refusedEdit, 'hierarchy.relation_exists'] },
      body: bodies.add,
      answer: hierarchyGraph,
      handler: async ({ body: { version, ...relation } }, tx) =>
        graph(await commands.add(tx, version, parsedRelation(relation)), 201),
    }),
    route({
      method: 'put',
      path: `${base}/relations/:from/:to`,
      permission: 'supervise',
      summary: 'Changes the terms of an upgrade relation',
      refusals: { ...ofEdits, not_found: ['hierarchy.type_not_found', 'hierarchy.relation_unknown'] },
      body: bodies.change,
      answer: hierarchyGraph,
      handler: async ({ params, body: { version, ...terms } }, tx) =>
        graph(await commands.change(tx, version, { ...endsFrom(params), ...terms })),
    }),
    route({
      method: 'delete',
      path: `${base}/relations/:from/:to`,
      permission: 'supervise',
      summary: 'Removes an upgrade relation',
      refusals: { ...ofEdits, not_found: ['hierarchy.type_not_found', 'hierarchy.relation_unknown'] },
      body: bodies.version,
      answer: hierarchyGraph,
      handler: async ({ params, body }, tx) =>
        graph(await commands.remove(tx, body.version, endsFrom(params))),
    }),
  ];
}

function wholeRoutes({ commands }: RoomHierarchyService): AnyRoute[] {
  return [
    route({
      method: 'put',
      path: base,
      permission: 'supervise',
      summary: 'Replaces all upgrade relations; the rules stay',
      refusals: ofEdits,
      body: bodies.graph,
      answer: hierarchyGraph,
      handler: async ({ body: { version, relations } }, tx) =>
        graph(await commands.replaceGraph(tx, version, relations.map(parsedRelation))),
    }),
    route({
      method: 'put',
      path: `${base}/rules`,
      permission: 'supervise',
      summary: 'Sets how far and how dear an upgrade may go',
      refusals: ofEdits,
      body: bodies.rules,
      answer: hierarchyGraph,
      handler: async ({ body: { version, ...rules } }, tx) =>
        graph(await commands.setRules(tx, version, rules)),
    }),
    route({
      method: 'post',
      path: `${base}/undo`,
      permission: 'supervise',
      summary:
        'Puts everything back to before a change (default: the last one not yet undone), as a change of its own',
      refusals: {
        ...ofEdits,
        not_found: ['hierarchy.change_unknown'],
        conflict: [...refusedEdit, 'hierarchy.nothing_to_undo', 'hierarchy.undo_impossible'],
      },
      body: bodies.undo,
      answer: hierarchyGraph,
      handler: async ({ body }, tx) => graph(await commands.undo(tx, body.version, body.change)),
    }),
  ];
}

/** All routes of the hierarchy. `tryPlacing` is the pool's knowledge, handed in: the hierarchy does not know the pool. */
export function hierarchyRoutes(hierarchy: RoomHierarchyService, tryPlacing: TryPlacing): AnyRoute[] {
  return [
    ...readingRoutes(hierarchy),
    pathsRoute(hierarchy),
    bestRoute(hierarchy, tryPlacing),
    ...relationRoutes(hierarchy),
    ...wholeRoutes(hierarchy),
  ];
}
