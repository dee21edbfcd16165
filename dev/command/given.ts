// What was given behind a word of the command.
import { optionsOf, UsageError } from '../problems.js';

export const say = (text: string) => console.log(text);

const text = { type: 'string' } as const;
const optionTypes = {
  exported: text,
  hotel: text,
  minutes: text,
  json: { type: 'boolean' },
  processes: text,
  functions: text,
  live: text,
  metrics: { type: 'string', multiple: true },
  prometheus: text,
  runtime: text,
  migration: text,
  database: text,
} as const;
export type OptionName = keyof typeof optionTypes;

export interface Given {
  /** Of the database; empty where DATABASE_URL is not set. */
  readonly url: string;
  /** The word behind the action. */
  readonly named: string | undefined;
  readonly minutes: number;
  readonly processes: number;
  readonly json: boolean;
  readonly metrics: readonly string[];
  /** Every other option, as it was written. */
  readonly text: (name: OptionName) => string | undefined;
}

/** How long `leave` waits by default. */
const defaultMinutes = 60;

function numberIn(option: string, written: string | undefined, fallback: number, least: number): number {
  const value = written === undefined ? fallback : Number(written);
  if (written === '' || !(value >= least))
    throw new UsageError(`--${option} is a number from ${least} on, not "${written}".`);
  return value;
}

/** Throws UsageError; of an option that is not known the command ends with 2. */
export function givenBy(
  word: { readonly options: readonly OptionName[]; readonly takesName?: boolean },
  args: string[],
  url: string,
): Given {
  const options = Object.fromEntries(word.options.map((name) => [name, optionTypes[name]]));
  const { positionals, values } = optionsOf({ args, allowPositionals: true, options });
  const written = (name: OptionName) => values[name] as string | undefined;
  if (positionals.length > (word.takesName ? 1 : 0))
    throw new UsageError(`"${positionals.at(-1)}" is a word too many: see \`npx heyawari --help\`.`);
  return {
    url,
    named: positionals[0],
    minutes: numberIn('minutes', written('minutes'), defaultMinutes, 0),
    processes: numberIn('processes', written('processes'), 1, 1),
    json: values.json === true,
    metrics: (values.metrics as string[] | undefined) ?? [],
    text: written,
  };
}
