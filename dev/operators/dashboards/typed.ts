// Whether JSON is what Grafana's own types say, as the SDK has them: written as TypeScript, and compiled. No Grafana is here to ask.
import path from 'node:path';
import ts from 'typescript';

/** Kinds of panels, with the module of the SDK that has their options. */
const kinds: Readonly<Record<string, { readonly module: string; readonly custom: boolean }>> = {
  stat: { module: 'stat', custom: false },
  table: { module: 'table', custom: true },
  timeseries: { module: 'timeseries', custom: true },
  'state-timeline': { module: 'statetimeline', custom: true },
};

const sdk = '@grafana/grafana-foundation-sdk';

/** Values instead of names of enumerations, no methods; a property that a type does not name is refused where it is written out. */
const preamble = `
import type * as dashboard from '${sdk}/dashboard';
import type * as prometheus from '${sdk}/prometheus';
${Object.values(kinds)
  .map(({ module }) => `import type * as ${module} from '${sdk}/${module}';`)
  .join('\n')}
type Json<T> = T extends string ? \`\${T}\` : T extends number | boolean | null | undefined ? T
  : T extends readonly (infer One)[] ? Json<One>[]
  : T extends object ? { [Key in keyof T as Key extends '_implementsDataqueryVariant' ? never : Key]: Json<T[Key]> } : T;
type Query = prometheus.Dataquery;
type PanelOf<Options, Custom> = Omit<dashboard.Panel, 'options' | 'fieldConfig' | 'targets'> & {
  options: Options; targets: Query[];
  fieldConfig: Omit<dashboard.FieldConfigSource, 'defaults'> & { defaults: Omit<dashboard.FieldConfig, 'custom'> & { custom?: Custom } };
};
type AnyPanel = ${Object.entries(kinds)
  .map(
    ([kind, { module, custom }]) =>
      `(Omit<PanelOf<${module}.Options, ${custom ? `${module}.FieldConfig` : 'never'}>, 'type'> & { type: '${kind}' })`,
  )
  .join(' | ')};
type Mark = Omit<dashboard.AnnotationQuery, 'target'> & { target: Query };
export type Whole = Json<Omit<dashboard.Dashboard, 'panels' | 'annotations'> & {
  annotations: { list: Mark[] };
  panels: (AnyPanel | (Omit<dashboard.RowPanel, 'panels'> & { panels: AnyPanel[] }))[];
}>;
`;

const options: ts.CompilerOptions = {
  ...{ strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022 },
  ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
};

/** What the compiler says of each, by name; `texts`: JSON of dashboards. */
export function typeProblems(texts: Readonly<Record<string, string>>): string[] {
  const file = path.join(import.meta.dirname, 'typed-dashboards.ts');
  const source = `${preamble}${Object.entries(texts)
    .map(([name, text]) => `export const _${name.replace(/\W/g, '_')}: Whole = ${text};`)
    .join('\n')}`;
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    path.resolve(name) === file
      ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022, true)
      : read(name, ...rest);
  const exists = host.fileExists.bind(host);
  host.fileExists = (name) => path.resolve(name) === file || exists(name);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, start, file: at }) => {
    const where = at && start !== undefined ? at.text.slice(start, start + 60).split('\n')[0] : '';
    return `${ts.flattenDiagnosticMessageText(messageText, ' ')} (${where})`;
  });
}
