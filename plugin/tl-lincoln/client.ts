// Talks to the site controller: one POST per call, every outcome a value. When to call, and whether again, is the caller's business.
import { fail } from '../domain/result.js';
import {
  type BodyBreak,
  type Envelope,
  type EnvelopeProblem,
  type KeepBytes,
  readEnvelope,
} from './envelope.js';
import { confirmRequest, fetchRequest, type Login } from './requests.js';

export interface SiteControllerOptions {
  /** Ends with a slash; the service's name is put behind it. */
  readonly url: string;
  readonly systemId: string;
  /** For one call as a whole, from connecting to the last byte of the answer. */
  readonly timeoutSeconds: number;
  /** Of an answer, so much is read. */
  readonly maxBytes: number;
}

/** None of these holds a login or a guest's data, so all of it may be logged. */
export type SiteControllerFailure =
  | { readonly kind: 'timeout'; readonly afterSeconds: number }
  /** No connection, or one that broke: `reason` is the system's error code. */
  | { readonly kind: 'transport'; readonly reason: string }
  | { readonly kind: 'http_status'; readonly status: number }
  | { readonly kind: 'too_large'; readonly maxBytes: number }
  /** E013. */
  | { readonly kind: 'rate_limited'; readonly description: string }
  /** `isSuccess` false or a SOAP fault. */
  | { readonly kind: 'refused'; readonly description: string }
  /** An answer to a confirmation that does not say whether it succeeded. */
  | { readonly kind: 'unreadable' };

/** Every kind of them. */
export const siteControllerFailures = Object.keys({
  timeout: true,
  transport: true,
  http_status: true,
  too_large: true,
  rate_limited: true,
  refused: true,
  unreadable: true,
} satisfies Record<SiteControllerFailure['kind'], true>);

export type FetchResult =
  | { readonly ok: true; readonly envelope: Envelope }
  | {
      readonly ok: false;
      readonly failure: SiteControllerFailure;
      /** What came of a delivery before it broke off: never to be confirmed, but its messages are whole. */
      readonly begun?: Envelope;
    };

export type ConfirmResult =
  { readonly ok: true } | { readonly ok: false; readonly failure: SiteControllerFailure };

export interface SiteControllerClient {
  /**
   * The oldest output that is not confirmed; without messages where nothing waits. An answer that breaks off within a well-formed HTTP
   * body is `ok` with `envelope.complete` false: to be stored, not to be confirmed. Its bytes go to `keep`. Rejects only as that does.
   */
  fetchOutput(login: Login, keep: KeepBytes): Promise<FetchResult>;
  /** Tells the site controller that the output is safe with us, so that it is not sent again. */
  confirmOutput(login: Login, outputId: string): Promise<ConfirmResult>;
}

export function createSiteControllerClient(options: SiteControllerOptions): SiteControllerClient {
  return {
    async fetchOutput(login, keep) {
      const { envelope, failure } = await post(
        options,
        'BookingInfoOutputService',
        fetchRequest(options.systemId, login),
        keep,
      );
      if (!failure) return { ok: true, envelope };
      return isBegun(envelope, failure) ? { ok: false, failure, begun: envelope } : { ok: false, failure };
    },
    async confirmOutput(login, outputId) {
      const request = confirmRequest(options.systemId, login, outputId);
      const { envelope, failure } = await post(options, 'OutputCompleteService', request, keepNothing);
      if (failure) return fail(failure);
      return envelope.complete ? { ok: true } : fail({ kind: 'unreadable' });
    },
  };
}

const keepNothing: KeepBytes = () => Promise.resolve();

const isBegun = ({ outputId, messages }: Envelope, { kind }: SiteControllerFailure): boolean =>
  (kind === 'too_large' || kind === 'timeout' || kind === 'transport') &&
  (outputId !== undefined || messages.length > 0);

interface Answer {
  readonly envelope: Envelope;
  readonly failure: SiteControllerFailure | undefined;
}

async function post(
  { url, timeoutSeconds, maxBytes }: SiteControllerOptions,
  service: string,
  body: string,
  keep: KeepBytes,
): Promise<Answer> {
  const response = await fetch(`${url}${service}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body,
    // The request holds a password: it goes to the configured address and nowhere else.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutSeconds * 1000),
  }).catch((error: unknown) => ({ error }));
  if ('error' in response)
    return { envelope: noEnvelope, failure: connectionFailure(response.error, timeoutSeconds) };
  const { envelope, brokenBy } = await readEnvelope(response.body ?? emptyBody(), { maxBytes, keep });
  return {
    envelope,
    failure: failureOf(response, envelope) ?? breakFailure(brokenBy, { timeoutSeconds, maxBytes }),
  };
}

/** SOAP faults come with status 500, and say more than it. */
function failureOf({ ok, status }: Response, { problem }: Envelope): SiteControllerFailure | undefined {
  if (problem) return refusal(problem);
  return ok ? undefined : { kind: 'http_status', status };
}

function refusal({ description, rateLimited }: EnvelopeProblem): SiteControllerFailure {
  return { kind: rateLimited ? 'rate_limited' : 'refused', description };
}

function breakFailure(
  brokenBy: BodyBreak | undefined,
  { timeoutSeconds, maxBytes }: Pick<SiteControllerOptions, 'timeoutSeconds' | 'maxBytes'>,
): SiteControllerFailure | undefined {
  if (brokenBy?.kind === 'too_large') return { kind: 'too_large', maxBytes };
  return brokenBy && connectionFailure(brokenBy.error, timeoutSeconds);
}

/** Only codes are passed on: the message of an error may hold the address with what is in it. */
function connectionFailure(error: unknown, timeoutSeconds: number): SiteControllerFailure {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { kind: 'timeout', afterSeconds: timeoutSeconds };
  }
  return { kind: 'transport', reason: codeOf(error) };
}

function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return 'unknown';
}

const noEnvelope: Envelope = { complete: false, outputId: undefined, messages: [], problem: undefined };

async function* emptyBody(): AsyncGenerator<Uint8Array> {
  // An answer without a body is an envelope without an end.
}
