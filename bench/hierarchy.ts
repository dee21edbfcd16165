// How long a large hierarchy takes: 60 room types with 600 relations, checked, its upgrade paths found, and the best to each target.
// `node --import tsx bench/hierarchy.ts [--seeds 20] [--rounds 25]`: each seed a graph, each round everything once; after a warm-up.
import { optionsOf } from '../dev/problems.js';
import { seededRandom } from '../dev/bookings/random.js';
import { roomTypeId } from '../plugin/domain/ids.js';
import { bestPerTarget, createGraph, getAllUpgradePaths, getBestPaths } from '../plugin/assignment/index.js';
import { defaultRules, plainTerms, type Relation } from '../plugin/domain/upgrade.js';
import { type HierarchyType, validateHierarchy } from '../plugin/room-hierarchy/index.js';

const { values } = optionsOf({
  options: { seeds: { type: 'string', default: '20' }, rounds: { type: 'string', default: '25' } },
});
const seeds = Number(values.seeds);
const rounds = Number(values.rounds);
const typeCount = 60;
const relationCount = 600;

const types: readonly HierarchyType[] = Array.from({ length: typeCount }, (_, i) => ({
  ...{ id: roomTypeId(i + 1), name: `タイプ${i + 1}`, active: true, capacity: 2 },
}));

/** Relations between any two types, always towards the later of a shuffled order: no cycle, many ways. */
function relationsOf(seed: number): Relation[] {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const order = types.map(({ id }) => id);
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const relations = new Map<string, Relation>();
  while (relations.size < relationCount) {
    const [a, b] = [below(typeCount), below(typeCount)];
    if (a === b) continue;
    const [fromTypeId, toTypeId] = [order[Math.min(a, b)]!, order[Math.max(a, b)]!];
    const terms = { priority: below(10), costPerNight: below(5) * 1000 };
    relations.set(`${fromTypeId} ${toTypeId}`, { ...plainTerms, ...terms, fromTypeId, toTypeId });
  }
  return [...relations.values()];
}

/** Milliseconds. */
function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

const graphs = Array.from({ length: seeds }, (_, seed) => {
  const relations = relationsOf(seed + 1);
  const graph = createGraph({ relations, rules: defaultRules }, types);
  const counts = types.map(({ id }) => ({ id, paths: getAllUpgradePaths(graph, id).length }));
  const busiest = counts.reduce((most, one) => (one.paths > most.paths ? one : most));
  return { relations, graph, busiest, paths: counts.reduce((sum, one) => sum + one.paths, 0) };
});

const tenLevels = { ...defaultRules, maxUpgradeLevels: 10 };

const works = {
  'the whole graph checked': ({ relations }: (typeof graphs)[number]) =>
    void validateHierarchy(types, relations, defaultRules),
  'all paths from the type that has most': ({ graph, busiest }: (typeof graphs)[number]) =>
    void getAllUpgradePaths(graph, busiest.id),
  'all paths from all types, graph made ready': ({ relations }: (typeof graphs)[number]) => {
    const graph = createGraph({ relations, rules: defaultRules }, types);
    for (const { id } of types) getAllUpgradePaths(graph, id);
  },
  'the best to each target from the type that has most, up to ten levels': ({
    relations,
    busiest,
  }: (typeof graphs)[number]) =>
    void bestPerTarget(getBestPaths(createGraph({ relations, rules: tenLevels }, types), busiest.id)),
};

const at = (numbers: readonly number[], share: number) =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))]!;
const ms = (value: number) => value.toFixed(2);
const count = (of: readonly number[]) => `${at(of, 0.5)} (${Math.min(...of)}–${Math.max(...of)})`;

console.log(
  `${typeCount} types, ${relationCount} relations, up to ${defaultRules.maxUpgradeLevels} levels; ${seeds} graphs, ${rounds} rounds; ` +
    `paths of a hotel: ${count(graphs.map(({ paths }) => paths))}, ` +
    `of its type with most: ${count(graphs.map(({ busiest }) => busiest.paths))}`,
);
console.log('| milliseconds | median | p95 | longest |');
console.log('| --- | --- | --- | --- |');
for (const [name, work] of Object.entries(works)) {
  for (const graph of graphs) work(graph);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const graph of graphs) times.push(timed(() => work(graph)));
  console.log(`| ${name} | ${ms(at(times, 0.5))} | ${ms(at(times, 0.95))} | ${ms(Math.max(...times))} |`);
}
