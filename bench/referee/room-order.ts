// Goal 8 in linear terms: the hotel's strategy for which room comes first.
import type { Choices } from './choices.js';
import { type Terms, times } from './linear-program.js';

/** The goal's value. Adds what it needs to the programme. */
export function roomOrder(choices: Choices): Terms {
  const { model } = choices;
  const { order } = model.problem.policy;
  switch (order) {
    case 'priority':
      return choices.alone((_, room) => model.rank[room]!);
    case 'even':
      return evenUse(choices);
    case 'floors':
      return openFloors(choices);
  }
}

/**
 * Squares of the nights used. Each further night costs more than the one before, so the cheapest filling takes them in order, and the sum
 * is exact for whole nights.
 */
function evenUse(choices: Choices): Terms {
  const { model, program } = choices;
  const { nightsCounted, usedBefore, sellableNights, firstDay, lastDay } = model;
  return choices.behind.flatMap((pieces, unit) => {
    const stays = pieces.filter(({ piece }) => piece < model.stays.length);
    if (stays.length === 0) return [];
    const nights = Array.from({ length: lastDay - firstDay }, () => program.column(0, 1));
    program.equal(
      nights.map((night) => [night, 1] as const),
      stays.flatMap(({ piece, terms }) => times(terms, nightsCounted[piece]!)),
    );
    return nights.map(
      (night, i) => [night, (2 * (usedBefore[unit]! + i) + 1) / sellableNights[unit]!] as const,
    );
  });
}

/**
 * Floors with a stay behind one of their doors, night by night. A row for each stay besides those for each door: a stay that is split
 * among a floor's doors opens it all the same.
 */
function openFloors(choices: Choices): Terms {
  const { model, program } = choices;
  const { from, to, floorOfUnit } = model;
  const open = new Map<string, number>();
  const opens = (floor: number, night: number, terms: Terms) => {
    const key = `${floor} ${night}`;
    const column = open.get(key) ?? program.column(0, 1);
    open.set(key, column);
    program.atMost([...terms, [column, -1]], 0);
  };
  choices.behind.forEach((pieces, unit) => {
    const stays = pieces.filter(({ piece }) => piece < model.stays.length);
    for (const night of new Set(stays.flatMap(({ piece }) => nightsOf(from[piece]!, to[piece]!)))) {
      const present = stays.filter(({ piece }) => from[piece]! <= night && to[piece]! > night);
      opens(
        floorOfUnit[unit]!,
        night,
        present.flatMap(({ terms }) => terms),
      );
    }
  });
  model.stays.forEach((_, stay) => {
    for (const floor of new Set(floorOfUnit)) {
      const onFloor = choices.where(stay, (room) =>
        model.unitsOf[room]!.some((unit) => floorOfUnit[unit] === floor),
      );
      if (onFloor.length > 1)
        for (const night of nightsOf(from[stay]!, to[stay]!)) opens(floor, night, onFloor);
    }
  });
  return [...open.values()].map((column) => [column, 1] as const);
}

const nightsOf = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
