// Whose a statement is, by its text and the name of its connection. Pure.

/** The name that connections of the measured process carry unless they have one of their own, which begins with it. */
export const application = 'heyawari';

/** What stands before a statement that one of the PMS's own functions made. */
export const mark = '/*pms*/ ';

export const groups = [
  'job queue',
  'our tables',
  'transaction control',
  'locks',
  'PMS tables, by the adapter',
  'live updates',
  "PMS's own functions",
] as const;

export type Group = (typeof groups)[number];

/** The groups that the plugin answers for. */
export const ours: readonly Group[] = groups.filter((group) => group !== "PMS's own functions");

const control = /^(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|SELECT set_config)\b/i;

/** The group of one statement of the connection `name`; statements of the queue count to it whatever they are. */
export function groupOf(name: string, statement: string): Group {
  if (statement.startsWith(mark)) return "PMS's own functions";
  if (name.startsWith('heyawari queue') || /\bheyawari_jobs\./.test(statement)) return 'job queue';
  if (/pg_(try_)?advisory/i.test(statement)) return 'locks';
  if (control.test(statement)) return 'transaction control';
  if (name.endsWith('events') || /^(LISTEN|UNLISTEN|NOTIFY)\b|\bpg_notify\(/i.test(statement))
    return 'live updates';
  return /\bheyawari\./.test(statement) ? 'our tables' : 'PMS tables, by the adapter';
}

/** A string of several statements is as many: quoted text and dollar bodies may hold semicolons of their own. */
export function statementsIn(text: string): string[] {
  const parts = text.match(/(?:'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|[^;])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** The shape of a statement: what stands in one line, without values. */
export const shapeOf = (statement: string): string =>
  statement.replace(/\s+/g, ' ').replace(/\d+/g, 'n').slice(0, 110);
