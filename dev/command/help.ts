// `npx heyawari --help`, and what a word that is none is answered.
import type { Word } from './word.js';

const widest = 60;

const nameOf = ({ name, form }: Word) => (form === undefined ? name : `${name} ${form}`);

/** A line for each; a form that leaves no room has its explanation below. */
export function helpOf(words: readonly Word[]): string {
  const width = 28;
  const lines = words.map((word) => {
    const name = nameOf(word);
    return name.length < width
      ? `  ${name.padEnd(width)}${word.says}`
      : `  ${name}\n  ${' '.repeat(width)}${word.says}`;
  });
  return `${lines.join('\n')}\n`;
}

export const helpPage = (words: readonly Word[]): string =>
  `npx heyawari WORD [OPTIONS], on the database of DATABASE_URL

${helpOf(words)}
  --help                      this text; behind a word, that word's
`;

/** Letters that have to change to come from one to the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_none, place) => place);
  for (const [place, letter] of [...one].entries()) {
    const next = [place + 1];
    for (const [column, its] of [...other].entries())
      next.push(Math.min(next[column]! + 1, row[column + 1]! + 1, row[column]! + (letter === its ? 0 : 1)));
    row = next;
  }
  return row.at(-1)!;
}

/** What to do about a word that is none. */
export function adviceOn(asked: string | undefined, words: readonly Word[]): string {
  const all = words.map(({ name }) => name).join(', ');
  if (asked === undefined) return `Say what to do: ${all}. \`npx heyawari --help\` explains them.`;
  const shown = asked.slice(0, widest);
  const near = words.find(({ name }) => distance(asked.slice(0, widest), name) <= 2);
  const meant = near ? ` Was ${near.name} meant?` : '';
  return `There is no word "${shown}".${meant} Choose from ${all}; \`npx heyawari --help\` explains them.`;
}
