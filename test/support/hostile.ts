// What an attacker sends where a schema asks for something: made from the OpenAPI document, so that no route is forgotten.

export interface JsonSchema {
  /** Several where null will do as well. */
  readonly type?: string | readonly string[];
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

export interface Operation {
  readonly method: string;
  /** With `{hotelId}` and the like. */
  readonly path: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required?: boolean;
    readonly schema: JsonSchema;
  }[];
  readonly body: JsonSchema | undefined;
}

interface DocumentedOperation {
  readonly parameters: Operation['parameters'];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
}

/** One key in all requests would make each a repeat of the first. */
const withoutKey = (body: JsonSchema | undefined): JsonSchema | undefined => {
  const properties = Object.entries(body?.properties ?? {}).filter(([name]) => name !== 'idempotencyKey');
  return body && { ...body, properties: Object.fromEntries(properties) };
};

export const operationsOf = ({ paths }: OpenApi): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      ...{ method, path, parameters },
      body: withoutKey(requestBody?.content['application/json']?.schema),
    })),
  );

const samples: Readonly<Record<string, string>> = {
  date: '2027-01-25',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** Something that the schema takes. */
export function sample(schema: JsonSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.examples) return schema.examples[0];
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sample(schema.anyOf[0]!);
  const [type] = [schema.type ?? []].flat();
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, property]) => [name, sample(property)]),
    );
  if (type === 'array') return [];
  if (type === 'boolean') return true;
  if (type === 'string') return samples[schema.format ?? ''] ?? 'a';
  return Math.max(schema.minimum ?? 1, 1);
}

/** In a JSON body: beyond what text, `integer`, `bigint` and `date` hold, or not of the type that is asked for. */
const hostileValues: readonly unknown[] = [
  ...['\0', 'a\0b', '\ud800', '\udc00x', 'x'.repeat(70_000), '', '9999-12-31', '+010000-01-01', '0000-01-01'],
  ...[2_147_483_647, 2_147_483_648, 9_007_199_254_740_991, 9.3e18, 1e308, -1, -2_147_483_649, 0.5],
  ...[null, true, [], [[]], {}, { $ne: 1 }, { constructor: { prototype: 1 } }],
  ...[
    '2023-02-29',
    '0044-03-15 BC',
    '-infinity',
    '__proto__',
    JSON.parse('{"__proto__":{"version":1}}') as unknown,
  ],
];

/** In a path or query, percent-encoded. */
export const hostileTexts: readonly string[] = [
  ...['%00', 'a%00b', '%ED%A0%80', '%F0%9F', '', '%20', 'x'.repeat(6_000), "'", '%25', '..%2f'],
  ...[
    '2147483647',
    '2147483648',
    '9007199254740991',
    '9223372036854775808',
    '1e3',
    '0x10',
    '-1',
    'NaN',
    '0.5',
  ],
  ...['9999-12-31', '9999-12-01', '0001-01-01', '0000-01-01', '%2B010000-01-01', '2027-02-30', 'infinity'],
  ...['1e400', '-0', '0000-00-00', '2023-02-29', '0044-03-15%20BC', '-infinity', '__proto__', 'constructor'],
];

/** The sample with one hostile value in each place in turn. */
export function* spoiled(schema: JsonSchema): Generator {
  yield* hostileValues;
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    for (const value of spoiled(property)) yield { ...(sample(schema) as object), [name]: value };
  if (schema.items) for (const value of spoiled(schema.items)) yield [value];
}
