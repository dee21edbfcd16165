// Telling the site controller that a delivery is safe with us: retried and recorded as messages are (O1, O5).
import type { HotelId, OutputRowId } from '../../domain/ids.js';
import type { HostPort } from '../../host/port.js';
import { inHotel } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import type { ConfirmResult, SiteControllerClient, SiteControllerFailure } from '../../tl-lincoln/index.js';
import type { GivingUp } from '../ledger/retry-policy.js';
import type { ImportMetrics } from '../metrics.js';
import type { RequestFailure } from './circuit.js';
import { type ConfirmationTurn, markConfirmed, saveUnheard, takeConfirmation } from './outputs-repository.js';
import type { Permit, Requests } from './requests.js';

/** Beyond the time of the request itself, until the turn is another's. */
const marginSeconds = 60;

interface Confirming {
  readonly platform: Platform;
  readonly host: HostPort;
  readonly client: SiteControllerClient;
  readonly metrics: ImportMetrics;
  readonly requests: Requests;
  readonly giveUp: GivingUp;
}

export interface Confirmer {
  /**
   * Idempotent: a delivery that is confirmed already, or is being confirmed by another process, is left alone, and so is one whose hotel may
   * not ask now: it stays due. Confirming twice, where a process dies in between, does no harm to the site controller.
   */
  confirm(hotel: HotelId, id: OutputRowId): Promise<void>;
}

type Failed = SiteControllerFailure | { readonly kind: 'no_login' };

/** What it says of the site controller's health: a refusal is an answer, and about this delivery alone. */
const saysOfHealth = ({ kind }: Failed): RequestFailure | undefined =>
  kind === 'refused' || kind === 'no_login' ? undefined : kind;

async function request(
  { platform, host, client, metrics }: Confirming,
  hotel: HotelId,
  { outputId }: ConfirmationTurn,
): Promise<ConfirmResult | { readonly ok: false; readonly failure: Failed }> {
  const logins = await host.siteControllerLogins(platform.database);
  const login = logins.find((candidate) => candidate.hotelId === hotel);
  if (!login) return { ok: false, failure: { kind: 'no_login' } };
  const began = performance.now();
  const result = await client.confirmOutput(login, outputId);
  metrics.asked('confirm', (performance.now() - began) / 1000);
  return result;
}

async function unheard(
  { platform: { database, logger }, metrics, giveUp }: Confirming,
  hotel: HotelId,
  id: OutputRowId,
  turn: ConfirmationTurn,
  failure: Failed,
): Promise<void> {
  // What the site controller's limits put off is no try.
  const attempts = failure.kind === 'rate_limited' ? turn.attempts - 1 : turn.attempts;
  const next = giveUp.ofConfirmation(attempts);
  await saveUnheard(inHotel(database, hotel), id, attempts, failure.kind, next);
  const facts = { hotelId: hotel, outputRow: id, attempts, ...failure };
  if (next.confirmation === 'pending')
    return void logger.warn('a delivery could not be confirmed yet', facts);
  metrics.triesUsedUp('confirmation');
  logger.error(
    'a delivery could not be confirmed, all tries are used up: it is confirmed anew if it comes again',
    facts,
  );
}

async function confirmInTurn(
  confirming: Confirming,
  hotel: HotelId,
  id: OutputRowId,
  permit: Permit,
): Promise<void> {
  const { platform, metrics } = confirming;
  const { database, clock, settings } = platform;
  const sql = inHotel(database, hotel);
  const now = clock.now();
  const turnEnds = new Date(now.getTime() + (settings.siteController.timeoutSeconds + marginSeconds) * 1000);
  const turn = await takeConfirmation(sql, id, now, turnEnds);
  if (!turn) return permit.giveBack();
  const result = await request(confirming, hotel, turn);
  metrics.confirmed(result.ok ? 'ok' : result.failure.kind);
  if (result.ok) await markConfirmed(sql, id, clock.now());
  else await unheard(confirming, hotel, id, turn, result.failure);
  const failure = result.ok ? undefined : saysOfHealth(result.failure);
  await (result.ok || failure ? permit.end(failure) : permit.giveBack());
}

export function createConfirmer(confirming: Confirming): Confirmer {
  return {
    async confirm(hotel, id) {
      const permit = await confirming.requests.toConfirm(hotel);
      if (!permit) return;
      try {
        await confirmInTurn(confirming, hotel, id, permit);
      } catch (error) {
        await permit.giveBack().catch(() => undefined);
        throw error;
      }
    },
  };
}
