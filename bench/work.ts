// The work that a bench lets the engine do: the product's, or so many times as much, to see what more would buy.
import { type WorkLimits, workLimits, workTable } from '../plugin/assignment/index.js';

/** The limits of a problem of so many stays. */
export type LimitsOf = (stays: number) => WorkLimits;

const most = 1000;

/** How many times the product's moves `--work` asks for; undefined where that makes no sense. */
export function readWork(text: string): number | undefined {
  const times = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && times <= most ? times : undefined;
}

/** What `--work` takes, for a message. */
export const workRange = `a number from 0 to ${most}`;

const multiplied = (moves: number, times: number) => Math.round(moves * times);

/** The product's limits, with so many times its moves. */
export const limitsTimes =
  (times: number): LimitsOf =>
  (stays) => {
    const { moves, movesPerStay = Infinity, iterations } = workLimits(stays);
    return { moves: multiplied(moves, times), movesPerStay: multiplied(movesPerStay, times), iterations };
  };

/** For people: the table that the bench ran with. */
export function workInWords(times: number): string {
  const inWords = (moves: number) => multiplied(moves, times).toLocaleString('en');
  const rows = workTable.map(({ upTo, moves }) => {
    const range = upTo === Infinity ? 'beyond' : `up to ${upTo.toLocaleString('en')} stays`;
    return `${range} ${inWords(moves)}`;
  });
  const { movesPerStay = Infinity, iterations } = workLimits(0);
  const whose = times === 1 ? 'the product’s' : `${times} times the product’s`;
  return (
    `work limits (${whose}): moves ${rows.join(', ')}; ${inWords(movesPerStay)} for each stay in its window; ` +
    `${iterations.toLocaleString('en')} iterations`
  );
}
