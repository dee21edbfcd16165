// Every word of the command, in the order in which an installation needs them.
import type * as database from './database-words.js';
import type * as looks from './looking-words.js';
import type { Action, Word } from './word.js';

/** Loaded when they are asked for: no word waits for what another one needs. */
const onDatabase =
  (name: keyof typeof database): Action =>
  async (given) =>
    (await import('./database-words.js'))[name](given);
const looking =
  (name: keyof typeof looks): Action =>
  async (given) =>
    (await import('./looking-words.js'))[name](given);
const simulate = async (args: string[]) =>
  (await import('../../examples/tl-lincoln/command.js')).simulate(args);

const creates = 'a role that may create the schema heyawari';
const owns = 'the role that ran the migrations';

export const words: readonly Word[] = [
  {
    name: 'check',
    form: '[--live URL]',
    says: 'looks whether all is as the plugin needs it, and changes nothing; with --live: whether it runs as it should',
    options: ['json', 'processes', 'functions', 'live', 'metrics', 'prometheus'],
    asksItself: true,
    act: looking('check'),
  },
  {
    name: 'rights',
    says: 'prints the GRANT statements that the roles need (--database, --migration and --runtime: their names)',
    options: ['database', 'migration', 'runtime'],
    asksItself: true,
    act: looking('rights'),
  },
  {
    name: 'migrate',
    says: 'makes the tables, or brings them up to date',
    options: [],
    role: creates,
    act: onDatabase('migrate'),
  },
  {
    name: 'rollback',
    aliases: ['migrate:back'],
    form: '[--exported FILE]',
    says: 'undoes the last batch of migrations; refuses while data would be lost',
    options: ['exported'],
    role: creates,
    act: onDatabase('rollback'),
  },
  {
    name: 'seed',
    says: 'fills in what is missing for the hotel of the demo',
    options: [],
    role: owns,
    act: onDatabase('seed'),
  },
  {
    name: 'simulate',
    form: '[OPTIONS]',
    says: 'stands in for the site controller, so that an installation can be tried (--help: its options)',
    run: simulate,
  },
  {
    name: 'stop',
    form: 'JOB [--hotel N]',
    says: 'has a kind of job wait, in one hotel or in all, until it goes on; nothing is lost',
    options: ['hotel'],
    takesName: true,
    role: owns,
    act: onDatabase('stop'),
  },
  {
    name: 'go',
    form: 'JOB [--hotel N]',
    says: 'has it go on',
    options: ['hotel'],
    takesName: true,
    role: owns,
    act: onDatabase('go'),
  },
  {
    name: 'leave',
    form: '[--minutes N]',
    says: 'fetches nothing more and waits until nothing is open',
    options: ['minutes'],
    role: owns,
    act: onDatabase('leaveWord'),
  },
  { name: 'stay', says: 'takes that back', options: [], role: owns, act: onDatabase('stayWord') },
  {
    name: 'export',
    form: 'FILE',
    says: 'writes what exists nowhere else into that file',
    options: [],
    takesName: true,
    role: owns,
    act: onDatabase('exportRows'),
  },
  {
    name: 'restored',
    says: 'after a restore of the database: fetches nothing until a person has looked',
    options: [],
    role: owns,
    act: onDatabase('restored'),
  },
];

export const wordOf = (asked: string): Word | undefined =>
  words.find(({ name, aliases = [] }) => [name, ...aliases].includes(asked));
