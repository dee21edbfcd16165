// The OpenAPI 3.1 document, made from the same schemas that validate (N3).
import { z } from 'zod';
import { problemSchema } from './problem.js';
import type { AnyRoute } from './route.js';

type Json = Record<string, unknown>;

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
}

/** JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. Throws where a schema cannot be told in JSON, a `Date` for one. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const json: Json = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  delete json.$schema; // the document as a whole says it
  return json;
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'hotelId' ? { type: 'integer' } : { type: 'string' },
  }));

function queryParameters(route: AnyRoute): Json[] {
  if (!route.query) return [];
  const { properties = {}, required = [] } = schemaOf(route.query, 'input') as ObjectSchema;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'One effect per key. May also be sent as `idempotencyKey` in the body.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

function operationOf(route: AnyRoute, path: string): Json {
  const isCommand = route.method !== 'get';
  const body = isCommand ? route.body : undefined;
  return {
    summary: route.summary,
    operationId: `${route.method} ${route.path}`.replace(/\W+(\w)/g, (_, letter: string) =>
      letter.toUpperCase(),
    ),
    tags: [route.path.split('/')[1] ?? ''],
    'x-permission': route.permission,
    parameters: [...pathParameters(path), ...queryParameters(route), ...(isCommand ? [idempotencyKey] : [])],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }
      : {}),
    responses: {
      '2XX': {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(route.answer, 'output') } },
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

export function openApiDocument(routes: readonly AnyRoute[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = `/hotels/:hotelId${route.path}`;
    const template = path.replace(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [route.method]: operationOf(route, path) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Heyawari 部屋割り', version: '1' },
    servers: [{ url: '/api/heyawari' }],
    security: [{ pms: [] }],
    paths,
    components: {
      securitySchemes: { pms: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      responses: {
        Problem: {
          description: 'What went wrong (RFC 9457)',
          content: { 'application/problem+json': { schema: schemaOf(problemSchema, 'output') } },
        },
      },
    },
  };
}
