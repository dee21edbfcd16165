// What staff see and say of the reception of bookings: when it last worked, when it is next, and "now".
import type { HotelId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import type { HostPort } from '../../host/port.js';
import { type HotelTx, inHotel, type Transaction } from '../../platform/database/index.js';
import { Unwell } from '../../platform/health/index.js';
import type { Platform } from '../../platform/index.js';
import {
  bringFetchForward,
  lockedStanding,
  openCircuits,
  standing,
  type Standing,
} from './buckets-repository.js';
import { type CircuitState, nextFetchAfter, nextSlot, stateOf } from './circuit.js';
import { importSettings } from '../settings/repository.js';
import { rhythmOf } from './fetch-hours.js';
import { unconfirmedOutputs } from './outputs-repository.js';

export interface ReceptionStanding {
  /** 最終受信: when the site controller last answered a fetch properly, with or without bookings. */
  readonly lastReceivedAt: Date | undefined;
  /** Undefined: it was never asked. */
  readonly nextFetchAt: Date | undefined;
  readonly circuit: CircuitState;
  readonly circuitOpenSince: Date | undefined;
  /** In a row, up to now. */
  readonly failures: number;
  readonly lastFailure: string | undefined;
  readonly unconfirmedOutputs: number;
}

/** When a fetch that a person asked for is done. */
export interface GrantedFetch {
  readonly at: Date;
  /** One is on its way already, and serves. */
  readonly underWay: boolean;
}

export interface Reception {
  standing(hotel: HotelId): Promise<ReceptionStanding>;
  /** The hotel's rhythm of fetching has become another: it holds from the next fetch on, or brings it forward. */
  rhythmChanged(tx: HotelTx): Promise<void>;
  /** 今すぐ受信: the next slot that the site controller's limits allow. Refuses with a conflict where the hotel has no login there. */
  fetchNow(tx: HotelTx): Promise<GrantedFetch>;
  /** A check of the health: fails while the circuit of a hotel is open. */
  checkCircuits(): Promise<Record<string, string>>;
}

interface ReceptionParts {
  readonly platform: Platform;
  readonly host: HostPort;
  /** Has the hotel fetched once `tx` has committed. */
  readonly requestFetch: (hotel: HotelId, tx: Transaction) => Promise<void>;
}

function toldOf(found: Standing | undefined, now: Date) {
  if (!found)
    return {
      ...{ lastReceivedAt: undefined, nextFetchAt: undefined, circuit: 'closed' as const },
      ...{ circuitOpenSince: undefined, failures: 0, lastFailure: undefined },
    };
  const { lastSuccessAt, nextFetchAt, openedAt, failures, lastFailure, asking } = found;
  const circuit = stateOf(found, asking !== undefined, now);
  return {
    lastReceivedAt: lastSuccessAt,
    nextFetchAt,
    circuit,
    circuitOpenSince: openedAt,
    failures,
    lastFailure,
  };
}

async function rhythmChanged(platform: Platform, tx: HotelTx): Promise<void> {
  const found = await lockedStanding(tx);
  if (!found?.lastFetchAt || found.failures > 0) return;
  const rhythm = rhythmOf(platform.settings, await importSettings(platform, tx));
  await bringFetchForward(tx, nextFetchAfter(found.lastFetchAt, 0, rhythm), platform.clock.now());
}

async function fetchNow(
  { platform, host, requestFetch }: ReceptionParts,
  tx: HotelTx,
): Promise<GrantedFetch> {
  const { clock, settings, audit } = platform;
  const logins = await host.siteControllerLogins(tx);
  if (!logins.some(({ hotelId }) => hotelId === tx.hotel)) throw new Refusal('conflict', 'imports.no_login');
  const now = clock.now();
  const found = await lockedStanding(tx);
  if (found?.asking === 'fetch') return { at: now, underWay: true };
  const rhythm = rhythmOf(settings, await importSettings(platform, tx));
  const at = found ? nextSlot(found, now, rhythm) : now;
  if (found) await bringFetchForward(tx, at, now);
  if (at <= now) await requestFetch(tx.hotel, tx);
  const details = { before: { nextFetchAt: found?.nextFetchAt }, after: { nextFetchAt: at } };
  await audit.record(tx, { action: 'fetch.request', subject: 'reception', details });
  return { at, underWay: false };
}

async function checkCircuits({ database }: Platform): Promise<Record<string, string>> {
  const open = await openCircuits(database);
  if (open.length === 0) return {};
  const details = open.map(({ hotel, since, failure }) => [
    `hotel ${hotel}`,
    `${failure}, since ${since.toISOString()}`,
  ]);
  throw new Unwell(
    'the site controller does not answer as it should for some hotels',
    Object.fromEntries(details) as Record<string, string>,
  );
}

export function createReception(parts: ReceptionParts): Reception {
  const { platform } = parts;
  return {
    async standing(hotel) {
      const sql = inHotel(platform.database, hotel);
      const [found, unconfirmed] = [await standing(sql), await unconfirmedOutputs(sql)];
      return { ...toldOf(found, platform.clock.now()), unconfirmedOutputs: unconfirmed };
    },
    rhythmChanged: (tx) => rhythmChanged(platform, tx),
    fetchNow: (tx) => fetchNow(parts, tx),
    checkCircuits: () => checkCircuits(platform),
  };
}
