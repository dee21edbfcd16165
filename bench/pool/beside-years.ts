// What is asked of the pool all day beside a million past stays: a sweep that finds nothing due, and the status route over HTTP.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';
import { SimulatedClock } from '../../plugin/domain/clock.js';
import { hotelDate } from '../../plugin/domain/hotel-date.js';
import { fillPlans, millionPlans } from '../../test/support/million-plans.js';
import { guardsByToken } from '../../test/support/staff.js';
import { createWorld, type World } from '../../test/support/world.js';
import { cpuSeconds } from '../cpu.js';
import { type Figures, median } from '../import/part.js';
import { scheduledSweep } from '../statements/idle-sweep.js';
import type { MeasurePool, PoolGround } from './part.js';

const today = hotelDate('2027-01-20');
const start = '2027-01-20T09:00:00+09:00';
/** From nine to midnight: no window opens and no deadline comes. */
const sweeps = 15;
const requests = 500;
const warmUp = 50;

const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
const share = (took: readonly number[], of: number) => sorted(took)[Math.ceil(took.length * of) - 1]!;

/** Milliseconds each, and of PostgreSQL's CPU on average. */
async function timed(
  postmaster: number,
  times: number,
  work: () => Promise<unknown>,
): Promise<{ took: number[]; postgresMs: number }> {
  const before = cpuSeconds(postmaster).postgres;
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
  }
  return { took, postgresMs: (1000 * (cpuSeconds(postmaster).postgres - before)) / times };
}

async function idleSweep(url: string, { postmaster, tell }: PoolGround): Promise<Figures> {
  const connections = new pg.Pool({ connectionString: url, max: 1 });
  const { sweep, ended } = await scheduledSweep(connections, new SimulatedClock(new Date(start)));
  const { took, postgresMs } = await timed(postmaster, sweeps, sweep);
  await ended();
  tell(`sweeps: fastest ${Math.min(...took).toFixed(1)} ms; of PostgreSQL's CPU ${postgresMs.toFixed(1)} ms`);
  const says = 'ms of a sweep over 11 hotels with nothing due, beside 1,000,000 past stays, median';
  return { idleSweepMs: { value: median(took), limit: { most: 50 }, says } };
}

async function status({ heyawari, hotel }: World, { postmaster, tell }: PoolGround): Promise<Figures> {
  const server = createServer(express().use('/api', heyawari.router)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/heyawari/hotels/${hotel.hotelId}/pool`, {
      headers: { authorization: 'Bearer view' },
    });
    const { tentative } = (await answer.json()) as { tentative?: number };
    if (!tentative) throw new Error(`the status says nothing of the stays (HTTP ${answer.status})`);
  };
  try {
    await timed(postmaster, warmUp, ask);
    const { took, postgresMs } = await timed(postmaster, requests, ask);
    tell(`status: median ${median(took).toFixed(1)} ms; of PostgreSQL's CPU ${postgresMs.toFixed(1)} ms`);
    const says = 'ms of GET /pool beside 1,000,000 past stays, one at a time, 95th percentile';
    return { statusP95Ms: { value: share(took, 0.95), limit: { most: 30 }, says } };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** One database for both: filling it takes the most time. */
export const measureBesideYears: MeasurePool = (ground, keys) =>
  ground.inDatabase(async (url) => {
    // It only answers: what works would follow the PMS, which knows nothing of the stays.
    const world = await createWorld({
      ...{ databaseUrl: url, rooms: [{ room: '101', type: 'SGL' }], start },
      ...{ settings: { role: 'web' }, auth: guardsByToken },
    });
    try {
      await fillPlans(world.pool, millionPlans(world.hotel.hotelId), today);
      return {
        ...(keys.includes('idleSweepMs') && (await idleSweep(url, ground))),
        ...(keys.includes('statusP95Ms') && (await status(world, ground))),
      };
    } finally {
      await world.stop();
    }
  });
