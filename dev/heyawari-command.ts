#!/usr/bin/env node
// `npm run migrate`, `rollback`, `seed`, and `npx heyawari` with the same words where the package is installed.
import process from 'node:process';
import { givenBy } from './command/given.js';
import { adviceOn, helpOf, helpPage } from './command/help.js';
import type { CommonWord } from './command/word.js';
import { wordOf, words } from './command/words.js';
import { checkDatabase, complain, exitCodes, UsageError } from './problems.js';

async function run(word: CommonWord, args: string[]): Promise<number> {
  if (args.includes('--help')) {
    const options = word.options.map((name) => `--${name}`).join(', ');
    console.log(helpOf([word]) + (options === '' ? '' : `  options: ${options}\n`));
    return 0;
  }
  const url = process.env.DATABASE_URL ?? '';
  const given = givenBy(word, args, url);
  if (!word.asksItself) {
    if (url === '')
      throw new UsageError(`DATABASE_URL is not set: ${word.role}, on the database of the PMS.`);
    await checkDatabase('DATABASE_URL', url);
  }
  return word.act(given);
}

async function main([asked, ...args]: string[]): Promise<number> {
  if (asked === '--help' || asked === '-h' || asked === 'help') {
    console.log(helpPage(words));
    return 0;
  }
  const word = asked === undefined ? undefined : wordOf(asked);
  if (!word) {
    console.error(adviceOn(asked, words));
    return exitCodes.usage;
  }
  return 'run' in word ? word.run(args) : run(word, args);
}

process.exitCode = await main(process.argv.slice(2)).catch(complain);
