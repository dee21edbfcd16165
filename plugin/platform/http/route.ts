// A route as data: method, path, schemas, permission, handler. The router, the guards and the OpenAPI document are made from it.
import type { z } from 'zod';
import type { HotelId } from '../../domain/ids.js';
import type { Refusal, RefusalKind } from '../../domain/refusal.js';
import type { HotelTx } from '../database/index.js';

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

/** Translation keys by the kind of refusal, whose status they come with. */
export type Refusals = Readonly<Partial<Record<RefusalKind, readonly string[]>>>;

interface Described<Query, Answer> {
  /** Below `/api/heyawari/hotels/:hotelId`, e.g. `/booking-plans/:id/final-room`. */
  readonly path: string;
  readonly permission: Permission;
  /** One line for the OpenAPI document. */
  readonly summary: string;
  readonly query?: z.ZodType<Query>;
  readonly answer: z.ZodType<Answer>;
  /** What the route refuses with by itself, for the OpenAPI document; what any route may be refused with is added there. */
  readonly refusals?: Refusals;
}

/** Changes nothing. */
export interface Question<Query, Answer> extends Described<Query, Answer> {
  readonly method: 'get';
  readonly handler: (request: RouteRequest<Query, undefined>) => Promise<RouteAnswer<Answer>>;
}

/**
 * Also takes an idempotency key: header `Idempotency-Key` or `idempotencyKey` in the body; and `clerk` there, who gives it. What the permission
 * `view` lets through changes nothing.
 */
export interface Command<Query, Body, Answer> extends Described<Query, Answer> {
  readonly method: 'post' | 'put' | 'delete';
  readonly body?: z.ZodType<Body>;
  /**
   * All that the command does is done in `tx`, in which its key and its answer are kept too; what is thrown undoes it. A Refusal that is
   * returned refuses the command as well, but keeps what `tx` has written: what was learned on the way.
   */
  readonly handler: (
    request: RouteRequest<Query, Body>,
    tx: HotelTx,
  ) => Promise<RouteAnswer<Answer> | Refusal>;
}

/** Keeps a route's types together while routes of all kinds live in one list. */
export type AnyRoute = Question<never, unknown> | Command<never, never, unknown>;

export function route<Query, Answer>(definition: Question<Query, Answer>): AnyRoute;
export function route<Query, Body, Answer>(definition: Command<Query, Body, Answer>): AnyRoute;
export function route(definition: unknown): AnyRoute {
  return definition as AnyRoute;
}
