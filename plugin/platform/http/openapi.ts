// The OpenAPI 3.1 document, made from the same schemas that validate (N3): each operation with what it takes, answers and refuses.
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { clerkField } from './clerk.js';
import { idempotencyKey } from './idempotency.js';
import { problemResponses } from './problem-responses.js';
import { problemSchema } from './problem.js';
import type { AnyRoute } from './route.js';

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** Every one of them names a row of ours or of the PMS. */
const pathParameters = (path: string) =>
  z.object(Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, z.int().min(1)])));

const keyHeader = z.object({
  'Idempotency-Key': idempotencyKey.describe(
    'One effect per key. May also be sent as `idempotencyKey` in the body.',
  ),
});

/** What any command may say in its body, beside what its route takes. */
const beside = {
  idempotencyKey,
  clerk: clerkField.describe(
    '担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept',
  ),
};

/** As it may be sent: what stands beside is taken out before the route's own schema is asked. */
const bodyOf = (body: z.ZodType | undefined) => ({
  required: body !== undefined,
  content: {
    'application/json': {
      schema: body ? (body as z.ZodObject).safeExtend(beside) : z.strictObject(beside),
    },
  },
});

function operationOf(route: AnyRoute, path: string): ZodOpenApiOperationObject {
  const isCommand = route.method !== 'get';
  return {
    summary: route.summary,
    operationId: `${route.method} ${route.path}`.replace(/\W+(\w)/g, (_, letter: string) =>
      letter.toUpperCase(),
    ),
    tags: [route.path.split('/')[1] ?? ''],
    'x-permission': route.permission,
    requestParams: {
      path: pathParameters(path),
      ...(route.query && { query: route.query as z.ZodType as z.ZodObject }),
      ...(isCommand && { header: keyHeader }),
    },
    ...(isCommand && { requestBody: bodyOf(route.body) }),
    responses: {
      '2XX': { description: 'Done', content: { 'application/json': { schema: route.answer } } },
      ...problemResponses(route),
    },
  };
}

/** Throws where a schema cannot be told in JSON, a `Date` for one. */
export function openApiDocument(routes: readonly AnyRoute[]): OpenApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = `/hotels/:hotelId${route.path}`;
    const template = path.replace(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [route.method]: operationOf(route, path) };
  }
  return createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Heyawari 部屋割り', version: '1' },
      servers: [{ url: '/api/heyawari' }],
      security: [{ pms: [] }],
      paths,
      components: {
        schemas: { Problem: problemSchema },
        securitySchemes: { pms: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    {
      // What a format says already, in a line instead of a screenful.
      override({ jsonSchema }) {
        if (jsonSchema.format) delete jsonSchema.pattern;
      },
    },
  );
}
