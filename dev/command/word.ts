// What a word of the command is: `npx heyawari WORD`.
import type { Given, OptionName } from './given.js';

/** Answers with the exit code. */
export type Action = (given: Given) => Promise<number>;

interface Called {
  readonly name: string;
  /** Other names that it goes on answering to. */
  readonly aliases?: readonly string[];
  /** What is written behind it. */
  readonly form?: string;
  /** One line for `--help`. */
  readonly says: string;
}

/** Deals with its own options, `--help` too. */
export interface OwnWord extends Called {
  readonly run: (args: string[]) => Promise<number>;
}

export interface CommonWord extends Called {
  readonly options: readonly OptionName[];
  readonly takesName?: boolean;
  /** Which role DATABASE_URL is to name. */
  readonly role?: string;
  /** A database that cannot be used is its own to tell of. */
  readonly asksItself?: boolean;
  readonly act: Action;
}

export type Word = OwnWord | CommonWord;
