// A signed-in clerk at the plugin's own routes.
import express from 'express';
import request from 'supertest';
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
  readonly stay: { readonly bookingNumber: string; readonly guestName: string | null };
  readonly other: { readonly reservationId: string; readonly status: string | null };
  readonly otherRoom: { readonly number: string } | null;
  readonly reason: { readonly key: string };
}

export interface Clerk {
  readonly userId: number;
  readonly conflicts: () => Promise<{
    readonly status: number;
    readonly body: { readonly items: ConflictRecord[] };
  }>;
  /** 部屋確定 of a booking plan as it stood at `version`. */
  readonly makeFinal: (plan: number, version: number) => Promise<Answer>;
}

export function clerkAt({ heyawari, hotel }: Pick<World, 'heyawari' | 'hotel'>, userId = 7): Clerk {
  const app = express();
  app.use((incoming, _response, next) => {
    Object.assign(incoming, { user: { id: userId } });
    next();
  });
  app.use('/api', heyawari.router);
  return {
    userId,
    async conflicts() {
      const response = await request(app).get(`/api/heyawari/hotels/${hotel.hotelId}/room-conflicts`);
      return { status: response.status, body: response.body as { items: ConflictRecord[] } };
    },
    async makeFinal(plan, version) {
      const response = await request(app)
        .post(`/api/heyawari/hotels/${hotel.hotelId}/booking-plans/${plan}/final-room`)
        .send({ version });
      return { status: response.status, body: response.body as object };
    },
  };
}
