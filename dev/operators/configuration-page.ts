// docs/configuration.md, made from the schema of the settings: `npm run docs:configuration`.
import { readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import { z } from 'zod';
import { environmentName, settingLeaves } from '../../plugin/options.js';

const source = new URL('../../plugin/options.ts', import.meta.url);

/** By dotted name: what stands above the setting in the source, where editors show it too. */
function meanings(): ReadonlyMap<string, string> {
  const file = ts.createSourceFile('options.ts', readFileSync(source, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Map<string, string>();
  const visit = (node: ts.Node, path: readonly string[]): void => {
    const name = ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) ? node.name.text : undefined;
    const here = name === undefined ? path : [...path, name];
    const [said] = name === undefined ? [] : ts.getJSDocCommentsAndTags(node);
    if (said && ts.isJSDoc(said)) found.set(here.join('.'), ts.getTextOfJSDocComment(said.comment) ?? '');
    node.forEachChild((child) => visit(child, here));
  };
  const schema = file.statements
    .filter(ts.isVariableStatement)
    .find((statement) =>
      statement.declarationList.declarations.some((one) => one.name.getText() === 'settingsSchema'),
    );
  if (schema) visit(schema, []);
  return found;
}

interface Shape {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly default?: unknown;
}

const shapeOf = (schema: z.core.$ZodType): Shape =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;

const figure = (value: number) => value.toLocaleString('en');

/** zod bounds every integer by those that JavaScript can hold. */
const isBound = (value: number | undefined): value is number =>
  value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;

function boundsOf({ minimum, maximum, exclusiveMinimum }: Shape): string {
  if (isBound(minimum) && isBound(maximum)) return `${figure(minimum)} to ${figure(maximum)}`;
  const least = isBound(exclusiveMinimum)
    ? `above ${figure(exclusiveMinimum)}`
    : isBound(minimum)
      ? `${figure(minimum)} or more`
      : '';
  const most = isBound(maximum) ? `at most ${figure(maximum)}` : '';
  return [least, most].filter((part) => part !== '').join(', ');
}

function kindOf(shape: Shape): string {
  if (shape.enum) return shape.enum.map((value) => `\`${value}\``).join(', ');
  if (shape.format === 'uri') return 'URL';
  if (shape.type === 'array') return 'list';
  if (shape.type !== 'string') return shape.type === 'integer' ? 'whole number' : 'number';
  return (shape.minLength ?? 0) > 1 ? `text, at least ${shape.minLength} characters` : 'text';
}

function defaultOf(schema: z.core.$ZodType, { default: value }: Shape): string {
  if (Array.isArray(value) && value.length === 0) return 'none';
  if (Array.isArray(value)) return `\`${value.join(',')}\``;
  if (typeof value === 'string' || typeof value === 'number') return `\`${value}\``;
  return z.safeParse(schema, undefined).success ? 'none' : '**required**';
}

/** Of the table, with a setting by name. */
export interface ConfigurationRow {
  readonly setting: string;
  readonly meaning: string | undefined;
  readonly line: string;
}

export function configurationRows(): readonly ConfigurationRow[] {
  const said = meanings();
  return settingLeaves().map(([setting, schema]) => {
    const shape = shapeOf(schema);
    const kind = [kindOf(shape), boundsOf(shape)].filter((part) => part !== '').join(', ');
    const meaning = said.get(setting)?.replaceAll(/\s*\n\s*/g, ' ');
    const cells = [
      `\`${setting}\``,
      `\`${environmentName(setting)}\``,
      defaultOf(schema, shape),
      kind,
      meaning ?? '',
    ];
    return { setting, meaning, line: `| ${cells.join(' | ')} |` };
  });
}

/** What else is read from the environment, and by what. A test looks for these in the code. */
export const otherVariables: readonly (readonly [name: string, by: string, meaning: string])[] = [
  [
    'DATABASE_URL',
    '`npx heyawari`',
    'connection string of the database of the PMS; the plugin itself uses the pool that the PMS gives it',
  ],
  [
    'LC_ALL',
    '`npx heyawari check`',
    'begins with `ja`: the words for how something stands, and what to do, are Japanese, else English',
  ],
  ['LC_MESSAGES', '`npx heyawari check`', 'the same, where `LC_ALL` is not set'],
  ['LANG', '`npx heyawari check`', 'the same, where neither of them is set'],
  ['PG_HOST', '`heyawari.mount.js`', 'of the PMS: the server of its database'],
  ['PG_PORT', '`heyawari.mount.js`', 'of the PMS: its port; default 5432'],
  ['PG_USER', '`heyawari.mount.js`', 'of the PMS: the role'],
  ['PG_PASSWORD', '`heyawari.mount.js`', 'of the PMS: its password'],
  ['PROD_PG_DATABASE', '`heyawari.mount.js`', 'of the PMS: the database'],
  ['PG_DATABASE', '`heyawari.mount.js`', 'of the PMS: the database where `PROD_PG_DATABASE` is not set'],
];

export const configurationPage = (): string =>
  `# Configuration

Made from the code by \`npm run docs:configuration\`; a test holds it to the settings.

## Settings

Each can be given in code, under the name in the first column (nested: \`import: { batchSize: 50 }\`), or in the environment; what the code gives outranks the
environment, and an empty or blank variable counts as not set. A wrong setting stops the start, with the names of all that are wrong; \`npx heyawari check\` names
them before. The source is [\`plugin/options.ts\`](../plugin/options.ts).

| setting | environment | default | type, bounds | unit, meaning |
|---|---|---|---|---|
${configurationRows()
  .map(({ line }) => line)
  .join('\n')}

A key is 32 random bytes: \`openssl rand -base64 32\`. Keep it apart from the database, and never lose the last one ([operations.md](operations.md#keys)).

The PMS writes to its own tables fire triggers that hold a connection of its own for seconds each; \`pace.heldPerSecond\` is there for that. Raise it with care.

## Other variables of the environment

Every process reads the settings above, the worker as the PMS's own. Beside them:

| variable | read by | meaning |
|---|---|---|
${otherVariables.map(([name, by, meaning]) => `| \`${name}\` | ${by} | ${meaning} |`).join('\n')}
`;

if (process.argv[1] === import.meta.filename)
  writeFileSync(new URL('../../docs/configuration.md', import.meta.url), configurationPage());
