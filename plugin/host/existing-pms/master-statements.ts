// Which statements of the PMS's functions only ask what its masters say. Pure.
import { withoutTexts } from './statement-text.js';

/**
 * What a hotel sets up rather than what is booked: it is read for every booking and every night of it, and no booking changes it. Rooms are not
 * among them: what is asked of them depends on the nights.
 */
const masters = new Set([
  ...['sc_tl_rooms', 'sc_tl_plans', 'plans_global', 'plans_hotel', 'plan_addons'],
  ...['plan_type_categories', 'plan_package_categories', 'addons_global', 'addons_hotel'],
  ...['tax_info', 'payment_types', 'room_types'],
]);

/** May stand before a bracket in a question whose answer depends on the rows alone; any other word there may be a function that writes or waits. */
const harmlessBeforeBracket = new Set(
  [
    'and or not in any all exists as on using where from join select by',
    'case when then else coalesce nullif cast concat lower upper trim to_char',
    'count min max sum array_agg string_agg json_agg jsonb_agg json_build_object jsonb_build_object numeric decimal varchar',
  ].flatMap((words) => words.split(' ')),
);

const locking = /\bfor\s+(?:no\s+key\s+update|update|key\s+share|share)\b|\binto\b/;
const wordBeforeBracket = /([a-z_][\w.]*)\s*\(/g;
/** A list of tables: what follows the word, up to whatever ends it. */
const tablesAfter =
  /\b(?:from|join)\s+([^()]*?)(?=\bwhere\b|\bgroup\b|\border\b|\blimit\b|\bon\b|\busing\b|\bunion\b|\b(?:left|right|inner|full|cross|natural)\b|\bjoin\b|[()]|$)/g;
const writtenTable =
  /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate|copy|alter\s+table|drop\s+table)\s+(?:table\s+)?(?:only\s+)?(?:public\.)?"?([a-z_]\w*)/g;

const nameOf = (table: string): string =>
  table
    .trim()
    .split(/\s+/)[0]!
    .replace(/^public\./, '');

function asksMastersAlone(statement: string): boolean {
  if (!/^\s*select\b/.test(statement) || /[;"]/.test(statement) || locking.test(statement)) return false;
  const called = [...statement.matchAll(wordBeforeBracket)].map(([, word]) => word!);
  if (!called.every((word) => harmlessBeforeBracket.has(word))) return false;
  const tables = [...statement.matchAll(tablesAfter)].flatMap(([, list]) => list!.split(','));
  return tables.length > 0 && tables.every((table) => masters.has(nameOf(table)));
}

/** `asks`: it reads masters and nothing else, and does nothing. `writes`: it changes one. In doubt it is `other`. */
export function aboutMasters(text: string): 'asks' | 'writes' | 'other' {
  const lower = text.toLowerCase();
  const statement = withoutTexts(lower);
  const written = [...(statement ?? lower).matchAll(writtenTable)];
  if (written.some(([, table]) => masters.has(table!))) return 'writes';
  return statement !== undefined && asksMastersAlone(statement) ? 'asks' : 'other';
}
