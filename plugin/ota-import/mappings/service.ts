// MappingService: what a hotel's room codes mean, read, tried and edited; whoever waits for what a code means is tried at once.
import type { HotelId } from '../../domain/ids.js';
import { FieldRefusal, Refusal } from '../../domain/refusal.js';
import type { RoomInventory } from '../../host/port.js';
import type { LastDone } from '../../platform/audit/index.js';
import { type HotelTx, inHotel } from '../../platform/database/index.js';
import { refuseChanged } from '../../platform/http/index.js';
import type { Platform } from '../../platform/index.js';
import { heldForCodes, takeUp } from '../ledger/another-try-repository.js';
import { lockImport } from '../ledger/due-repository.js';
import { type MappingProblem, problemsOf } from './checks.js';
import { type Effect, effectOn } from './effect.js';
import { type FactParts, type MappingFacts, meaningsWith, namesOfCode, readFacts } from './facts.js';
import {
  lastEdits,
  type MappingChange,
  type MappingHistory,
  mappingHistory,
  recordChange,
} from './history.js';
import { isSameKey, type Mapping, type MappingKey, type MappingTerms } from './mapping.js';
import { deleteMapping, insertMapping, isMapping, mostMappings, updateMapping } from './repository.js';
import { tryNow } from '../ledger/messages-repository.js';

export type MappingDraft = MappingKey & MappingTerms;

/** What saving a draft would do, for a person to see before. */
export interface MappingPreview {
  readonly effect: Effect;
  readonly problems: readonly MappingProblem[];
  /** The mapping that the agency's code has already, which is changed, not added to. */
  readonly present: Mapping | undefined;
  readonly facts: MappingFacts;
}

/** All there is, for the list: who edited what when, by a mapping's id, as far as that is kept. */
export interface ListedMappings extends MappingFacts {
  readonly edits: ReadonlyMap<number, LastDone>;
}

export interface MappingEdit {
  /** Undefined: it is deleted. */
  readonly mapping: Mapping | undefined;
  readonly effect: Effect;
  /** As they stand with it. */
  readonly facts: MappingFacts;
}

/** Whether the person was told that the PMS's master says otherwise, and means it. */
export type OverrideOfMaster = 'confirmed' | 'unconfirmed';

/**
 * Edits keep the hotel's import out until `tx` ends, so that no message is told of a code what the edit has just changed. Each throws Refusal:
 * for a second mapping of one key (with the one in the way), for a target that is not sold, for an override that nobody confirmed, and for a
 * mapping that is gone or of another version.
 */
export interface MappingService {
  read(hotel: HotelId): Promise<ListedMappings>;
  preview(tx: HotelTx, draft: MappingDraft): Promise<MappingPreview>;
  add(tx: HotelTx, draft: MappingDraft, override: OverrideOfMaster): Promise<MappingEdit>;
  change(
    tx: HotelTx,
    seen: Pick<Mapping, 'id' | 'version'>,
    terms: MappingTerms,
    override: OverrideOfMaster,
  ): Promise<MappingEdit>;
  remove(tx: HotelTx, seen: Pick<Mapping, 'id' | 'version'>): Promise<MappingEdit>;
  /** Newest first; of a mapping that is deleted too. */
  history(
    hotel: HotelId,
    id: number,
    range: Range,
  ): Promise<MappingHistory & { readonly inventory: RoomInventory }>;
}

interface Range {
  readonly offset: number;
  readonly limit: number;
}

export interface MappingParts extends FactParts {
  readonly platform: Pick<Platform, 'database' | 'audit' | 'events' | 'clock' | 'calendar' | 'settings'>;
  /** Messages are due again: they are tried as soon as `tx` is committed. */
  readonly wake: (tx: HotelTx) => Promise<unknown>;
}

const refuseExisting = (
  { inventory }: MappingFacts,
  { id, version, agency, code, typeId }: Mapping,
): never => {
  const type = inventory.types.find((one) => one.id === typeId)?.name ?? String(typeId);
  throw new Refusal('conflict', agency === undefined ? 'mapping.exists_for_any' : 'mapping.exists', {
    ...{ id, version, code, type },
    ...(agency !== undefined && { agency }),
  });
};

/** Refuses what is wrong with `after`; an override that `before` made already was confirmed then. */
function refuseProblems(
  facts: MappingFacts,
  after: MappingDraft,
  before: Mapping | undefined,
  override: OverrideOfMaster,
): void {
  const isMeant = override === 'confirmed' || (before?.active && before.typeId === after.typeId);
  for (const { severity, key, params } of problemsOf(after, facts, [])) {
    if (key === 'mapping.type_unknown') throw new FieldRefusal('typeId', key, params);
    if (severity === 'error') throw new Refusal('conflict', key, params);
    if (severity === 'confirm' && !isMeant) throw new Refusal('conflict', key, params);
  }
}

function mappingOf({ mappings }: MappingFacts, { id, version }: Pick<Mapping, 'id' | 'version'>): Mapping {
  const mapping = mappings.find((one) => one.id === id);
  if (!mapping) throw new Refusal('not_found', 'mapping.unknown', { id });
  refuseChanged(version, mapping.version);
  return mapping;
}

const without = (mappings: readonly Mapping[], id: number | undefined) =>
  mappings.filter((one) => one.id !== id);

/** Has the messages tried again for which a code means something else than before, and tells of it. */
async function settle(
  { platform, wake }: MappingParts,
  tx: HotelTx,
  facts: MappingFacts,
  change: MappingChange,
): Promise<MappingEdit> {
  const { clock, events } = platform;
  const { before, after } = change;
  const others = without(facts.mappings, before?.id);
  const mappings = after ? [...others, after] : others;
  const effect = effectOn(facts.waiting, meaningsWith(facts, facts.mappings), meaningsWith(facts, mappings));
  await recordChange(platform.audit, tx, change, effect);
  await events.record(tx, 'imports');
  if (effect.retried.length > 0) {
    await tryNow(tx, effect.retried, 'room_mapping', clock.now());
    await takeUp(tx, heldForCodes, clock.now(), effect.retried);
    await wake(tx);
  }
  return { mapping: after, effect, facts: { ...facts, mappings } };
}

/** As they stand while no import and no other edit is at work in the hotel. */
async function lockedFacts(parts: MappingParts, tx: HotelTx): Promise<MappingFacts> {
  await lockImport(tx);
  return readFacts(parts, tx);
}

/** As if it were the mapping saved last. */
const asMapping = (draft: MappingDraft): Mapping => ({ ...draft, id: 0, version: 0 });

export function createMappingService(parts: MappingParts): MappingService {
  const { database, audit } = parts.platform;

  return {
    async read(hotel) {
      const sql = inHotel(database, hotel);
      const facts = await readFacts(parts, sql);
      const ids = facts.mappings.map(({ id }) => id);
      return { ...facts, edits: await lastEdits(audit, sql, ids) };
    },

    async preview(tx, draft) {
      const facts = await readFacts(parts, tx);
      const present = facts.mappings.find((one) => isSameKey(one, draft, facts.agencyOf));
      const mappings = [...without(facts.mappings, present?.id), asMapping(draft)];
      return {
        effect: effectOn(facts.waiting, meaningsWith(facts, facts.mappings), meaningsWith(facts, mappings)),
        problems: problemsOf(draft, facts, namesOfCode(facts, draft)),
        ...{ present, facts },
      };
    },

    async add(tx, draft, override) {
      const facts = await lockedFacts(parts, tx);
      const present = facts.mappings.find((one) => isSameKey(one, draft, facts.agencyOf));
      if (present) refuseExisting(facts, present);
      refuseProblems(facts, draft, undefined, override);
      if (facts.mappings.length >= mostMappings)
        throw new Refusal('conflict', 'mapping.too_many', { limit: mostMappings });
      const after = await insertMapping(tx, draft);
      if (!after) throw new Error('a mapping was added past the lock of the import');
      return settle(parts, tx, facts, { before: undefined, after });
    },

    async change(tx, seen, terms, override) {
      const facts = await lockedFacts(parts, tx);
      const before = mappingOf(facts, seen);
      const draft = { ...terms, agency: before.agency, code: before.code };
      refuseProblems(facts, draft, before, override);
      const after = await updateMapping(tx, { ...seen, ...terms });
      if (!after) throw new Error('a mapping was changed past the lock of the import');
      return settle(parts, tx, facts, { before, after });
    },

    async remove(tx, seen) {
      const facts = await lockedFacts(parts, tx);
      const before = mappingOf(facts, seen);
      await deleteMapping(tx, seen);
      return settle(parts, tx, facts, { before, after: undefined });
    },

    async history(hotel, id, range) {
      const sql = inHotel(database, hotel);
      const told = await mappingHistory(audit, sql, id, range);
      if (told.total === 0 && !(await isMapping(sql, id)))
        throw new Refusal('not_found', 'mapping.unknown', { id });
      return { ...told, inventory: await parts.host.inventory(sql) };
    },
  };
}
