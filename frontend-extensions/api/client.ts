// Calls below /api/heyawari/hotels/:hotelId with the signed-in user's token; failures come back as a Problem.
import { type Host, useHost } from '../host.js';
import { useTexts } from '../texts.js';

/** What the server (problem+json) or the network said no with. `status` 0: no answer came at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** What it was, of the server's own refusals. */
    readonly key?: string,
  ) {
    super(message);
    this.name = 'Problem';
  }
}

export type QueryValue = string | number | undefined;

export interface Api {
  /** Rejects with a Problem also where `signal` gives it up. */
  get<Answer>(
    path: string,
    query: Readonly<Record<string, QueryValue>>,
    signal: AbortSignal,
  ): Promise<Answer>;
  /** Adds an idempotency key, so that a repeat by the network has one effect. */
  command<Answer>(path: string, body: object): Promise<Answer>;
}

function queryString(query: Readonly<Record<string, QueryValue>>): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (entries.length === 0) return '';
  return `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** Not crypto.randomUUID: that one exists only on https, and hotels run the PMS on plain http in their own network too. */
function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function refusalOf(response: Response): Promise<Problem> {
  const { status, headers } = response;
  if (!headers.get('content-type')?.includes('json')) return new Problem(status, '');
  const body = (await response.json()) as Record<'error' | 'detail' | 'key', unknown>;
  const [message, key] = [[body.error, body.detail], [body.key]].map((said) =>
    said.find((text) => typeof text === 'string'),
  );
  return new Problem(status, message ?? '', key);
}

/** `language`: in which the server is to explain itself. */
export function createApi(host: Host, language: () => string): Api {
  async function call<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const url = `/api/heyawari/hotels/${host.hotelId.value}${path}`;
    const headers = {
      Authorization: `Bearer ${host.token() ?? ''}`,
      'Accept-Language': language(),
      'Content-Type': 'application/json',
    };
    const unanswered = (failure: unknown): never => {
      throw new Problem(0, failure instanceof Error ? failure.message : String(failure));
    };
    const response = await fetch(url, { ...init, headers }).catch(unanswered);
    if (!response.ok) throw await refusalOf(response).catch(unanswered);
    return (await response.json().catch(unanswered)) as Answer;
  }

  return {
    get: (path, query, signal) => call(`${path}${queryString(query)}`, { signal }),
    command: (path, body) =>
      call(path, { method: 'POST', body: JSON.stringify({ ...body, idempotencyKey: idempotencyKey() }) }),
  };
}

export function useApi(): Api {
  const { locale } = useTexts();
  return createApi(useHost(), () => locale.value);
}
