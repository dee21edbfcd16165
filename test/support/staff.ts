// Signed-in staff at the plugin's own routes, each with the permissions that the request says.
import express, { type RequestHandler } from 'express';
import request from 'supertest';
import type { Heyawari } from '../../plugin/index.js';
import type { Guards, Permission } from '../../plugin/platform/http/index.js';
import { expectAsDocumented } from './api-contract.js';

/** The permissions are the words of the request's bearer token. As the PMS does, refuses by itself. */
const guardFor =
  (permission: Permission): RequestHandler =>
  (incoming, response, next) => {
    const held = (incoming.get('authorization') ?? '').split(' ').slice(1);
    if (!held.includes(permission)) return void response.status(403).json({ error: '権限がありません' });
    Object.assign(incoming, { user: { id: 7 } });
    next();
  };

export const guardsByToken: Guards = {
  view: guardFor('view'),
  operate: guardFor('operate'),
  supervise: guardFor('supervise'),
  configure: guardFor('configure'),
};

export interface StaffAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** A user of id 7 at one instance and hotel, allowed what `permissions` names. Paths are below the hotel's. */
export function staffAt(heyawari: Heyawari, hotelId: number, ...permissions: Permission[]) {
  const app = express().use('/api', heyawari.router);
  return async <Body = Record<string, unknown>>(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
    idempotencyKey?: string,
  ): Promise<StaffAnswer<Body>> => {
    const agent = request(app);
    const call = agent[method](`/api/heyawari/hotels/${hotelId}${path}`);
    call.set('authorization', `Bearer ${permissions.join(' ')}`);
    if (idempotencyKey !== undefined) call.set('idempotency-key', idempotencyKey);
    const answer = await (body ? call.send(body) : call);
    expectAsDocumented({ method, path, status: answer.status, type: answer.type, body: answer.body });
    return { status: answer.status, body: answer.body as Body };
  };
}

export type Staff = ReturnType<typeof staffAt>;
