// A route as data: method, path, schemas, permission, handler. The router, the guards and the OpenAPI document are made from it.
import type { z } from 'zod';
import type { HotelId } from '../../domain/ids.js';

/** N4. Each level is one of the PMS's own middlewares. */
export type Permission = 'view' | 'operate' | 'supervise' | 'configure';

export interface RouteRequest<Query, Body> {
  /** From the path: every route is below `/hotels/:hotelId`. */
  readonly hotelId: HotelId;
  /** The other path parameters, as text. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  /** The signed-in PMS user. */
  readonly userId: number;
}

export interface RouteAnswer<Answer> {
  readonly status: 200 | 201 | 202 | 204;
  readonly body: Answer;
}

export interface Route<Query, Body, Answer> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api/heyawari/hotels/:hotelId`, e.g. `/booking-plans/:id/final-room`. */
  readonly path: string;
  readonly permission: Permission;
  /** One line for the OpenAPI document. */
  readonly summary: string;
  readonly query?: z.ZodType<Query>;
  /** A command (every method but GET) also takes an idempotency key: header `Idempotency-Key` or `idempotencyKey` in the body. */
  readonly body?: z.ZodType<Body>;
  readonly answer: z.ZodType<Answer>;
  readonly handler: (request: RouteRequest<Query, Body>) => Promise<RouteAnswer<Answer>>;
}

/** Keeps a route's types together while routes of all kinds live in one list. */
export type AnyRoute = Route<never, never, unknown>;

export function route<Query, Body, Answer>(definition: Route<Query, Body, Answer>): AnyRoute {
  return definition as unknown as AnyRoute;
}
