// A signed-in clerk at the plugin's own routes.
import { expect } from 'chai';
import express from 'express';
import request from 'supertest';
import { expectAsDocumented } from './api-contract.js';
import type { World } from './world.js';

export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** A room that two hold, as the route tells it. */
export interface ConflictRecord {
  readonly id: number;
  readonly state: 'open' | 'yielded';
  readonly room: { readonly number: string };
  readonly nights: { readonly from: string; readonly to: string };
  readonly stay: {
    readonly version: number;
    readonly bookingNumber: string;
    readonly guestName: string | null;
  };
  readonly other: { readonly reservationId: string; readonly status: string | null } | null;
  readonly otherRoom: { readonly number: string } | null;
  readonly reason: { readonly key: string };
}

/** A stay whose guest does not use its nights, as the routes tell it. */
export interface UnusedRecord {
  readonly plan: {
    readonly id: number;
    readonly version: number;
    readonly bookingNumber: string;
    readonly guestName: string | null;
  };
  readonly remaining: { readonly from: string; readonly nights: number };
}

/** A reservation without a booking plan whose guest has not come. */
export interface UnplannedRecord {
  readonly reservationId: string;
  readonly bookingNumber: string | null;
  readonly rooms: readonly { readonly number: string }[];
}

/** How a room suits a stay, as the routes tell it. */
interface Suits {
  readonly kind: string;
  readonly drawbacks: readonly string[];
}

export interface Clerk {
  readonly userId: number;
  readonly conflicts: () => Promise<{
    readonly status: number;
    readonly body: { readonly items: ConflictRecord[] };
  }>;
  readonly earlyDepartures: () => Promise<readonly UnusedRecord[]>;
  /** 未着. */
  readonly notArrived: () => Promise<readonly UnusedRecord[]>;
  /** 未着 of reservations without a booking plan. */
  readonly notArrivedUnplanned: () => Promise<readonly UnplannedRecord[]>;
  readonly accept: (conflict: number, version: number, key?: string) => Promise<Answer>;
  /** All that may be freed, charged. */
  readonly releaseNights: (plan: number, version: number, key?: string) => Promise<Answer>;
  readonly release: (
    plan: Pick<UnusedRecord['plan'], 'id' | 'version'>,
    choice: { readonly from?: string; readonly fee: 'charged' | 'waived' },
    key?: string,
  ) => Promise<Answer>;
  /** 部屋確定 of a booking plan as it stood at `version`. */
  readonly makeFinal: (plan: number, version: number) => Promise<Answer>;
  /** 部屋移動 into the room with that id. */
  readonly move: (plan: number, version: number, room: number) => Promise<Answer>;
  /** 部屋交換 of two stays as they stood at those versions. */
  readonly exchange: (
    plan: number,
    version: number,
    other: Pick<UnusedRecord['plan'], 'id' | 'version'>,
  ) => Promise<Answer>;
  /** `room kind drawbacks, booking: kind drawbacks` of whom the stay can change rooms with, best first. */
  readonly exchangesFor: (plan: number) => Promise<readonly string[]>;
  /** 確定解除. */
  readonly takeFinalBack: (plan: number, version: number) => Promise<Answer>;
  /** Numbers of the rooms that are free for the stay, best first. */
  readonly roomsFor: (plan: number) => Promise<readonly string[]>;
  /** 部屋固定. */
  readonly lock: (
    plan: number,
    version: number,
    words?: { readonly toldGuest?: boolean; readonly reason?: string },
  ) => Promise<Answer>;
  /** 固定解除. */
  readonly unlock: (plan: number, version: number) => Promise<Answer>;
}

export function clerkAt({ heyawari, hotel }: Pick<World, 'heyawari' | 'hotel'>, userId = 7): Clerk {
  const app = express();
  app.use((incoming, _response, next) => {
    Object.assign(incoming, { user: { id: userId } });
    incoming.headers.authorization = 'Bearer view operate'; // for worlds whose guards ask for it
    next();
  });
  app.use('/api', heyawari.router);
  const base = `/api/heyawari/hotels/${hotel.hotelId}`;
  const documented = (method: string, path: string, { status, type, body }: request.Response) => {
    expectAsDocumented({ method, path, status, type, body });
    return { status, body: body as object };
  };
  const question = async (path: string) => documented('get', path, await request(app).get(`${base}${path}`));
  const send = async (path: string, body: object, key?: string): Promise<Answer> => {
    const sent = request(app).post(`${base}${path}`);
    if (key !== undefined) void sent.set('Idempotency-Key', key);
    return documented('post', path, await sent.send(body));
  };
  const command = (path: string, version: number, key?: string) => send(path, { version }, key);
  const unused = async (path: string) => {
    const { status, body } = await question(path);
    expect(status).to.equal(200);
    return (body as { items: UnusedRecord[] }).items;
  };
  const release: Clerk['release'] = ({ id, version }, choice, key) =>
    send(`/booking-plans/${id}/release-nights`, { version, ...choice }, key);
  return {
    userId,
    conflicts: () => question('/room-conflicts') as ReturnType<Clerk['conflicts']>,
    earlyDepartures: () => unused('/early-departures'),
    notArrived: () => unused('/not-arrived'),
    async notArrivedUnplanned() {
      const { body } = await question('/not-arrived');
      return (body as { unplanned: UnplannedRecord[] }).unplanned;
    },
    accept: (conflict, version, key) => command(`/room-conflicts/${conflict}/accept`, version, key),
    releaseNights: (id, version, key) => release({ id, version }, { fee: 'charged' }, key),
    release,
    makeFinal: (plan, version) => command(`/booking-plans/${plan}/final-room`, version),
    move: (plan, version, roomId) => send(`/booking-plans/${plan}/move`, { version, roomId }),
    exchange: (plan, version, { id, version: seen }) =>
      send(`/booking-plans/${plan}/exchange`, { version, with: { id, version: seen } }),
    async exchangesFor(plan) {
      const { body } = await question(`/booking-plans/${plan}/rooms`);
      const words = ({ kind, drawbacks }: Suits) => [kind, ...drawbacks].join(' ');
      return (
        body as { exchanges: (Suits & { number: string; with: { bookingNumber: string }; theirs: Suits })[] }
      ).exchanges.map(
        ({ number, with: { bookingNumber }, theirs, ...suits }) =>
          `${number} ${words(suits)}, ${bookingNumber}: ${words(theirs)}`,
      );
    },
    takeFinalBack: (plan, version) => command(`/booking-plans/${plan}/take-final-back`, version),
    async roomsFor(plan) {
      const { body } = await question(`/booking-plans/${plan}/rooms`);
      return (body as { items: { number: string; kind: string; drawbacks: string[] }[] }).items.map(
        ({ number, kind, drawbacks }) => [number, kind, ...drawbacks].join(' '),
      );
    },
    lock: (plan, version, words) => send(`/booking-plans/${plan}/lock`, { version, ...words }),
    unlock: (plan, version) => command(`/booking-plans/${plan}/unlock`, version),
  };
}
