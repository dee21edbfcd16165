// The structure of our tables, judged: what is missing or different, each with the SQL that mends it.
import { type Finding, orOk } from '../finding.js';
import type { Difference } from './difference.js';
import { differencesOf, flawsOf } from './differences.js';
import expectedStructure from './expected-structure.json' with { type: 'json' };
import type { FoundStructure, Structure } from './structure.js';

const about = 'structure';
/** So many are told one by one: an operator mends from the top, and looks again. */
const mostTold = 12;

/** Made by `npm run schema:structure` from a database that was migrated from nothing. */
export const expected: Structure = expectedStructure as Structure;

function findingOf({ says, sql, remark, works }: Difference): Finding {
  const statements = sql.join(' ');
  const mending =
    statements === ''
      ? `restore from a backup${remark === undefined ? '' : `, since ${remark}`}.`
      : `run ${statements}${remark === undefined ? '' : ` (${remark})`}`;
  const sentence = `${says.charAt(0).toUpperCase()}${says.slice(1)}: ${mending}`;
  return {
    about,
    state: works ? 'notice' : 'fails',
    says: sentence,
    ...(statements !== '' && { sql: statements }),
  };
}

/** What a newer build has changed is not to be undone: told as one thing, without SQL. */
function ofNewer(differences: readonly Difference[]): Finding[] {
  if (differences.length === 0) return [];
  const named = differences.slice(0, mostTold).map(({ says }) => says);
  const left = differences.length - named.length;
  const all = [...named, ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
  const says = `The newer build that migrated this database has it otherwise than this one knows (${all}): nothing is to be done but to install the newer plugin here too.`;
  return [{ about, state: 'notice', says }];
}

/** What stops a start first, in the order in which it can be mended. */
function inTurn(differences: readonly Difference[]): Finding[] {
  const sorted = differences.toSorted((one, other) => Number(one.works ?? 0) - Number(other.works ?? 0));
  const untold = sorted.slice(mostTold);
  const told = sorted.slice(0, mostTold).map(findingOf);
  if (untold.length === 0) return told;
  const says = `So it is with ${untold.length} more: mend the ones that are named, then look again.`;
  return [...told, { about, state: untold.every(({ works }) => works) ? 'notice' : 'fails', says }];
}

/** `newer`: migrations of a newer build were run, which this build can work with: nothing keeps it from starting. Pure. */
export function judgeStructure(found: FoundStructure, newer: boolean): readonly Finding[] {
  const differences = differencesOf(expected, found);
  const flaws = flawsOf(expected, found);
  const columns = Object.values(expected.tables).flatMap((table) => Object.keys(table.columns)).length;
  return orOk(
    about,
    newer
      ? [...ofNewer(differences), ...inTurn(flaws.map((flaw) => ({ ...flaw, works: true })))]
      : inTurn([...differences, ...flaws]),
    `Columns (${columns}), keys, CHECKs, indexes, triggers and functions are as this build expects them.`,
  );
}
