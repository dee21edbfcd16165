// The PMS's own middlewares as guards: each request meets exactly one of them, exactly once.
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { Refusal } from '../../domain/refusal.js';
import type { Permission } from './route.js';

/** A middleware of the PMS; it answers a refused request itself. */
export type Guard = RequestHandler;

/** One per permission (N4). */
export type Guards = Readonly<Record<Permission, Guard>>;

/**
 * The PMS's middleware says nothing at all when it meets a request twice, and waits where its pool is empty: nobody is left waiting for it.
 * Within the six seconds of a click; what it took of them is gone for the work behind it.
 */
const silenceMilliseconds = 5_000;

const signedIn = z.object({ user: z.object({ id: z.coerce.number().int().positive() }) });

/** Who the guard let in: `req.user.id`, as the PMS sets it. Undefined where it set none. */
export const userIdOf = (request: Request): number | undefined => signedIn.safeParse(request).data?.user.id;

/** The request as a command: what a guard finds of it or leaves on it is the request's own. */
const asCommand = (request: Request): Request =>
  new Proxy(request, {
    get: (target, name): unknown => (name === 'method' ? 'POST' : Reflect.get(target, name)),
    set: (target, name, value) => Reflect.set(target, name, value),
  });

/**
 * `permission`: what the route needs. The PMS's middleware for those who may write lets everybody read; where reading needs more than `view`,
 * it is asked as for a command.
 */
export const guarded =
  (guard: Guard, permission: Permission = 'view'): RequestHandler =>
  async (request, response, next) => {
    const asked = permission === 'view' || request.method !== 'GET' ? request : asCommand(request);
    const passed = await new Promise<boolean>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Refusal('unavailable', 'request.guard_silent')),
        silenceMilliseconds,
      );
      const settle = (done: () => void) => {
        clearTimeout(timer);
        done();
      };
      response.once('close', () => settle(() => resolve(false)));
      const proceed = (refusal?: unknown) =>
        settle(() => {
          if (refusal === undefined) resolve(true);
          else reject(refusal instanceof Error ? refusal : new Error('refused by the guard'));
        });
      Promise.resolve(guard(asked, response, proceed)).catch(proceed);
    });
    if (passed) next();
  };
