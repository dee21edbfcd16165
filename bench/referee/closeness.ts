// Goal 5 in linear terms: how far apart those are who want to be together.
import type { Choices } from './choices.js';
import { type Terms, times } from './linear-program.js';

/** The goal's value. Adds what it needs to the programme. */
export function closeness(choices: Choices): Terms {
  const { together } = choices.model;
  return [...together.flatMap((set) => spread(choices, set)), ...roomChanges(choices)];
}

/**
 * Doors between the outermost rooms of a set: those that have somebody of the set at or before them, and somebody behind them. Counted door
 * by door, because the bound is far tighter than that from the two outermost positions; as yes or no, so that HiGHS sees whole numbers.
 */
function spread(choices: Choices, set: readonly number[]): Terms {
  const { model, program } = choices;
  const positions = [
    ...new Set(set.flatMap((stay) => [...choices.rooms[stay]!.keys()].map((room) => model.position[room]!))),
  ].sort((a, b) => a - b);
  const between: [number, number][] = [];
  positions.slice(0, -1).forEach((position, i) => {
    const split = program.choice();
    between.push([split, positions[i + 1]! - position]);
    const upTo = (stay: number) => choices.where(stay, (room) => model.position[room]! <= position);
    const beyond = (stay: number) => choices.where(stay, (room) => model.position[room]! > position);
    for (const a of set)
      for (const b of set)
        if (a !== b) program.atLeast([[split, 1], ...times(upTo(a), -1), ...times(beyond(b), -1)], -1);
  });
  for (const night of new Set(set.map((stay) => model.from[stay]!))) {
    const present = set.filter((stay) => model.from[stay]! <= night && model.to[stay]! > night);
    // No two of them have one position, so that many doors lie between the outermost.
    if (present.length > 1)
      program.atLeast(
        [
          ...between,
          ...times(
            present.flatMap((stay) => choices.placed(stay)),
            -1,
          ),
        ],
        -1,
      );
  }
  return between;
}

/** A floor's length for each guest who changes rooms from one booking to the next. */
function roomChanges(choices: Choices): Terms {
  const { model, program } = choices;
  const costs: [number, number][] = [];
  model.follows.forEach((others, stay) => {
    for (const other of others) {
      if (other < stay) continue; // each pair is there from both sides
      const changed = program.choice();
      costs.push([changed, model.floorLength]);
      const same: [number, number][] = [];
      for (const room of choices.rooms[stay]!.keys()) {
        if (!choices.rooms[other]!.has(room)) continue;
        const both = program.column(0, 1);
        same.push([both, 1]);
        program.atMost([[both, 1], ...times(choices.in(stay, room), -1)], 0);
        program.atMost([[both, 1], ...times(choices.in(other, room), -1)], 0);
      }
      const neither = [...choices.placed(stay), ...choices.placed(other)];
      program.atLeast([[changed, 1], ...same, ...times(neither, -1)], -1);
    }
  });
  return costs;
}
