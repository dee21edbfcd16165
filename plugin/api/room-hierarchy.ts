// What the room hierarchy answers: the graph of upgrades with its rules and faults, its changes, paths, and the best upgrade.
import { z } from 'zod';
import { pageOf } from '../platform/http/index.js';
import { instant, roomType, toldReason } from './common.js';

const relationTerms = z
  .object({
    priority: z.int().describe('Smaller is tried first'),
    active: z.boolean(),
    policy: z
      .enum(['automatic', 'suggest', 'never'])
      .describe(
        'automatic: given without asking; suggest: only by a person; never: kept, but not gone along',
      ),
    costPerNight: z.int().nullable().describe('Yen; null: the hotel has put no price on it'),
    sameBedCount: z
      .boolean()
      .describe('An upgrade along it only ends in a type with as many beds as the booked one'),
  })
  .meta({ id: 'RelationTerms' });

const rules = z
  .object({
    maxUpgradeLevels: z.int().describe('Relations that one upgrade may go along'),
    priceDifferenceLimit: z.int().nullable().describe('Yen per night of a whole path; null: no limit'),
  })
  .meta({ id: 'HierarchyRules' });

const hierarchyProblem = z
  .object({
    ...toldReason.shape,
    severity: z
      .enum(['error', 'warning'])
      .describe('An edit that brings an error is refused; a warning is for a person to look at'),
    types: z.array(z.int()).describe('Ids of the room types that it is about'),
  })
  .meta({ id: 'HierarchyProblem' });
export type HierarchyProblemAnswer = z.output<typeof hierarchyProblem>;

export const hierarchyProblems = z.object({ problems: z.array(hierarchyProblem) });

export const hierarchyGraph = z
  .object({
    version: z.int().describe('Of the whole: every edit of a relation or a rule raises it'),
    rules,
    types: z.array(
      z.object({
        ...roomType.shape,
        active: z.boolean().describe('False: it has rooms, but none of them is for sale'),
        capacity: z.int().describe('People that its largest room for sale takes'),
      }),
    ),
    relations: z.array(z.object({ ...relationTerms.shape, fromTypeId: z.int(), toTypeId: z.int() })),
    problems: z.array(hierarchyProblem),
  })
  .meta({ id: 'HierarchyGraph', description: 'Room types, the upgrades between them, and what is wrong' });
export type HierarchyGraphAnswer = z.output<typeof hierarchyGraph>;

const hierarchyChange = z
  .object({
    version: z.int().describe('The version that it made; names the change'),
    at: instant,
    userId: z.int().nullable(),
    clerk: z.string().nullable().describe('担当者, where the login is shared'),
    kind: z.string().describe('add, change, remove, replace, rules, undo or setup'),
    undoes: z.int().nullable().describe('Of an undo: the change before which it put everything back'),
    relations: z.array(
      z.object({
        from: roomType,
        to: roomType,
        before: relationTerms.nullable(),
        after: relationTerms.nullable(),
      }),
    ),
    rules: z.object({ before: rules, after: rules }).nullable().describe('Null: they stayed'),
  })
  .meta({ id: 'HierarchyChange' });
export type HierarchyChangeAnswer = z.output<typeof hierarchyChange>;

export const hierarchyChangePage = pageOf(hierarchyChange).meta({ id: 'HierarchyChangePage' });

const way = {
  to: roomType,
  path: z.array(roomType).describe('From the booked type to `to`, both included'),
  levels: z.int().describe('Relations along the path'),
  costPerNight: z.int().describe('Yen, over the whole path; a relation without a price counts 0'),
  priced: z.boolean().describe('False: no relation along it has a price, and its cost of 0 says nothing'),
  policy: z.enum(['automatic', 'suggest']),
  sameBedCount: z.boolean(),
};

const upgradePath = z
  .object({
    ...way,
    barred: toldReason.nullable().describe('Why it may not be taken as things stand: its bed-count rule'),
  })
  .meta({ id: 'UpgradePath' });
export type UpgradePathAnswer = z.output<typeof upgradePath>;

export const upgradePaths = z
  .object({
    version: z.int(),
    from: roomType,
    paths: z.array(upgradePath),
    complete: z.boolean().describe('False: there are more, and these are the best of each kind'),
    cut: z.array(z.object({ to: roomType, path: z.array(roomType), reason: toldReason })),
  })
  .meta({ id: 'UpgradePaths', description: 'The ways that an upgrade of a type may go, best first' });

const rankedUpgrade = z
  .object({
    ...way,
    expectedLostSale: z.number().describe('Yen per night'),
    rooms: z.int().describe('Rooms that are free for it'),
    moves: z.int().describe('Tentative stays that placement would move for it; 0 where a room is free'),
    reasons: z.array(toldReason),
  })
  .meta({ id: 'RankedUpgrade' });
export type RankedUpgradeAnswer = z.output<typeof rankedUpgrade>;

export const bestUpgrade = z
  .object({
    version: z.int(),
    from: roomType,
    nonSmoking: z
      .boolean()
      .describe('Whether it is to be a room that is not smoked in, asked for or promised'),
    given: roomType
      .nullable()
      .describe('The type that placement would give such a stay now; null: none, 部屋未定'),
    best: rankedUpgrade.nullable(),
    reason: toldReason,
    alternatives: z.array(rankedUpgrade),
    barred: z.array(z.object({ to: roomType, reason: toldReason })),
  })
  .meta({
    id: 'BestUpgrade',
    description: 'What placement would give such a stay now, and the best upgrade, or why there is none',
  });
