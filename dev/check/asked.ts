// One question over HTTP, answered within seconds or given up.

const withinMilliseconds = 5_000;
/** Characters of an address that something else wrote. */
const mostShown = 100;
/** No answer that is looked at here is longer; more is not read. */
const mostBytes = 16 * 1024 * 1024;

export interface Answer {
  /** 0 where nobody answered. */
  readonly status: number;
  /** Of nobody: why. */
  readonly text: string;
  /** The media type, without its parameters. */
  readonly type: string;
  /** Of a redirect, which is not followed: where it leads, without what it carries. */
  readonly leadsTo?: string;
}

/** Why an answer is not the one that was hoped for. */
export const unlikeHoped = ({ status, text, leadsTo }: Answer): string => {
  if (status === 0) return text;
  if (leadsTo === undefined) return `status ${status}`;
  return `status ${status}: it leads to ${leadsTo}; ask the process itself, not what stands before it`;
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${withinMilliseconds / 1000} s`;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const body = response.body as AsyncIterable<Uint8Array> | null;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new Error(`the answer is longer than ${mostBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

/** Never rejects. */
export async function asked(url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      signal: AbortSignal.timeout(withinMilliseconds),
    });
    const type = (response.headers.get('content-type') ?? '').split(';')[0]!.trim();
    const location = response.headers.get('location');
    const leadsTo = location === null ? {} : { leadsTo: location.split(/[?#]/)[0]!.slice(0, mostShown) };
    return { status: response.status, text: await textOf(response), type, ...leadsTo };
  } catch (error) {
    return { status: 0, text: reasonOf(error), type: '' };
  }
}

/** Undefined where it is no JSON. */
export function jsonIn({ text }: Answer): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
