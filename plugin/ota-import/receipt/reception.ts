// What staff see and say of the reception of bookings: when it last worked, when it is next, and "now".
import type { HotelId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import type { HostPort } from '../../host/port.js';
import { type HotelSql, type HotelTx, inHotel, type Transaction } from '../../platform/database/index.js';
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
import { type FetchHold, heldHotels, holdOf, lockedHold, release } from './holds-repository.js';
import { mayBeReleased } from './restored.js';
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
  /** Undefined: nothing holds fetching. */
  readonly hold: (FetchHold & { readonly mayBeReleased: boolean }) | undefined;
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
  /**
   * Who has looked at the comparison has the hotel fetched for again, whatever that found. Refuses with a conflict where nothing holds it, and while the
   * comparison has not come to its end, for an hour at most.
   */
  release(tx: HotelTx): Promise<ReceptionStanding>;
  /** A check of the health: fails while a hotel is held. */
  checkHolds(): Promise<Record<string, string>>;
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
  if (await holdOf(tx)) throw new Refusal('conflict', 'imports.fetching_held');
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

const earliest = (hotels: readonly { readonly since: Date }[]): Date =>
  new Date(Math.min(...hotels.map(({ since }) => since.getTime())));

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
    { since: earliest(open) },
  );
}

async function standingOf({ clock }: Platform, sql: HotelSql): Promise<ReceptionStanding> {
  const found = await standing(sql);
  const unconfirmed = await unconfirmedOutputs(sql);
  const now = clock.now();
  const hold = await holdOf(sql);
  return {
    ...{ ...toldOf(found, now), unconfirmedOutputs: unconfirmed },
    hold: hold && { ...hold, mayBeReleased: mayBeReleased(hold, now) },
  };
}

async function releaseHold(platform: Platform, tx: HotelTx): Promise<ReceptionStanding> {
  const before = await lockedHold(tx);
  if (!before) throw new Refusal('conflict', 'imports.not_held');
  if (!mayBeReleased(before, platform.clock.now())) throw new Refusal('conflict', 'imports.not_compared');
  await release(tx);
  await platform.audit.record(tx, {
    action: 'fetch-hold.release',
    subject: 'reception',
    details: { before: { hold: before }, after: { hold: null } },
  });
  await platform.events.record(tx, 'imports');
  return standingOf(platform, tx);
}

/** Hotels named in the report of health. */
const mostNamed = 50;

async function checkHolds({ database }: Platform): Promise<Record<string, string>> {
  const held = await heldHotels(database);
  if (held.length === 0) return {};
  throw new Unwell(
    'hotels are not fetched for since the database was restored',
    Object.fromEntries(
      held.slice(0, mostNamed).map(({ hotel, since }) => [`hotel ${hotel}`, `since ${since.toISOString()}`]),
    ),
    { since: earliest(held) },
  );
}

export function createReception(parts: ReceptionParts): Reception {
  const { platform } = parts;
  return {
    standing: (hotel) => standingOf(platform, inHotel(platform.database, hotel)),
    release: (tx) => releaseHold(platform, tx),
    checkHolds: () => checkHolds(platform),
    rhythmChanged: (tx) => rhythmChanged(platform, tx),
    fetchNow: (tx) => fetchNow(parts, tx),
    checkCircuits: () => checkCircuits(platform),
  };
}
