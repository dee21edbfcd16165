// The service's own data as the answers of plugin/api. Pure.
import type {
  MappingAnswer,
  MappingChangeAnswer,
  MappingEditAnswer,
  MappingPreviewAnswer,
  MappingsAnswer,
  SeenCodeAnswer,
} from '../../api/index.js';
import type { RoomTypeId } from '../../domain/ids.js';
import { fill } from '../../domain/refusal.js';
import { namesOf } from '../../domain/room.js';
import type { RoomInventory } from '../../host/port.js';
import { type MappingProblem, problemsOf } from './checks.js';
import type { Effect } from './effect.js';
import { type MappingFacts, meaningsWith, namesOfCode, waitingFor } from './facts.js';
import type { RecordedMappingChange } from './history.js';
import type { Mapping, MappingTerms, MeaningOf } from './mapping.js';
import { mappingMessages } from './messages.js';
import type { ListedMappings, MappingEdit, MappingPreview } from './service.js';
import type { SeenCode } from './repository.js';

function told({ key, params, severity }: MappingProblem) {
  const { ja, en } = mappingMessages[key] ?? { ja: key, en: key };
  return { key, params: { ...params }, severity, text: { ja: fill(ja, params), en: fill(en, params) } };
}

function typeOf({ types }: Pick<RoomInventory, 'types'>) {
  const nameOf = namesOf(types);
  return (id: RoomTypeId) => ({ id, name: nameOf(id) });
}

const masterOf = ({ inventory }: MappingFacts, code: string) => {
  const id = inventory.typeByCode.get(code);
  return id === undefined ? null : typeOf(inventory)(id);
};

const termsAnswer = (
  inventory: Pick<RoomInventory, 'types'>,
  { typeId, smoking, attributes, active }: MappingTerms,
) => ({
  ...{ type: typeOf(inventory)(typeId), smoking, attributes: [...attributes], active },
});

function mappingAnswer(facts: MappingFacts, mapping: Mapping): MappingAnswer {
  const { id, version, agency, code } = mapping;
  const names = namesOfCode(facts, mapping);
  return {
    ...{ id, version, agency: agency ?? null, code, names },
    ...termsAnswer(facts.inventory, mapping),
    master: masterOf(facts, code),
    waiting: waitingFor(facts, mapping),
    problems: problemsOf(mapping, facts, names).map(told),
  };
}

function seenAnswer(facts: MappingFacts, meaningOf: MeaningOf, seen: SeenCode): SeenCodeAnswer {
  const { agency, code, names, lastSeenAt } = seen;
  const meaning = meaningOf(agency, code);
  return {
    ...{ agency, code, names: [...names], lastSeenAt: lastSeenAt.toISOString() },
    meaning: meaning
      ? {
          type: typeOf(facts.inventory)(meaning.typeId),
          ...{ smoking: meaning.smoking ?? null, source: meaning.source },
        }
      : null,
    master: masterOf(facts, code),
    waiting: waitingFor(facts, { agency, code }),
  };
}

function editAnswered(edits: ListedMappings['edits'], id: number) {
  const last = edits.get(id);
  return last ? { at: last.at.toISOString(), userId: last.userId ?? null, clerk: last.clerk ?? null } : null;
}

export function mappingsAnswer(facts: ListedMappings): MappingsAnswer {
  const { inventory, mappings, seen, smokingDefault, edits } = facts;
  const meaningOf = meaningsWith(facts, mappings);
  const forSale = Map.groupBy(
    inventory.rooms.filter(({ sellable }) => sellable),
    ({ typeId }) => typeId,
  );
  return {
    mappings: mappings.map((mapping) => ({
      ...mappingAnswer(facts, mapping),
      lastEdit: editAnswered(edits, mapping.id),
    })),
    seen: seen.map((one) => seenAnswer(facts, meaningOf, one)),
    types: inventory.types.map(({ id, name }) => {
      const rooms = forSale.get(id) ?? [];
      const smokingRooms = rooms.filter(({ smoking }) => smoking).length;
      return { id, name, smokingRooms, nonSmokingRooms: rooms.length - smokingRooms };
    }),
    smokingDefault,
  };
}

const effectAnswer = ({ frees, retried }: Effect) => ({ frees, retried: retried.length });

export const previewAnswer = ({
  effect,
  problems,
  present,
  facts,
}: MappingPreview): MappingPreviewAnswer => ({
  ...effectAnswer(effect),
  problems: problems.map(told),
  present: present ? mappingAnswer(facts, present) : null,
});

export const editAnswer = ({ mapping, effect, facts }: MappingEdit): MappingEditAnswer => ({
  ...effectAnswer(effect),
  mapping: mapping ? mappingAnswer(facts, mapping) : null,
});

export const changeAnswer = (
  inventory: Pick<RoomInventory, 'types'>,
  { at, userId, clerk, kind, agency, code, before, after, frees }: RecordedMappingChange,
): MappingChangeAnswer => ({
  ...{ at: at.toISOString(), userId: userId ?? null, clerk: clerk ?? null },
  ...{ kind, agency: agency ?? null, code, frees },
  before: before ? termsAnswer(inventory, before) : null,
  after: after ? termsAnswer(inventory, after) : null,
});
