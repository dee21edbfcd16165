// Health as a list of checks that register themselves: what must hold to take work, what is worth knowing, and what to do about it.
import type { Messages } from '../../domain/refusal.js';
import { causeMessages, type CheckWords } from './messages.js';

/** `required`: while it fails, this process is not ready. `informative`: shown only. */
export type CheckLevel = 'required' | 'informative';

/** A sentence for the operator, in the languages of the screens. */
export type Advice = Messages[string];

/** What a check has found wrong, with what may be shown of it. */
export class Unwell extends Error {
  /**
   * @param since when it began, where something keeps that; else it is the moment at which this process first saw it
   * @param whatToDo where there is more to say than of every failure of the check
   */
  constructor(
    message: string,
    readonly details: Readonly<Record<string, string | number>>,
    readonly more: { readonly since?: Date | undefined; readonly whatToDo?: Advice | undefined } = {},
  ) {
    super(message);
    this.name = 'Unwell';
  }
}

/** Throws where something is wrong; what it returns, or throws as Unwell (numbers, states; no personal data), is shown. */
export type Check = () => Promise<Readonly<Record<string, string | number>>>;

export interface CheckReport {
  readonly name: string;
  /** What the part is called on the screens. */
  readonly title: Advice;
  readonly level: CheckLevel;
  readonly ok: boolean;
  readonly seconds: number;
  /** ISO: since when the part is as it is; where nothing keeps that, since this process first saw it so. */
  readonly since: string;
  /** Of a failure: what is wrong, as far as anybody may know it; never a text of somebody else's. */
  readonly cause?: string;
  /** Of a failure. */
  readonly whatToDo?: Advice;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface HealthReport {
  /** Every required check passes. */
  readonly ready: boolean;
  readonly checks: readonly CheckReport[];
}

export interface Health {
  /** Replaces an earlier check of that name. `words`: default its name, and that the log says why. */
  register(name: string, level: CheckLevel, check: Check, words?: CheckWords): void;
  /** `required`: only what decides whether this process is ready. Default: all. */
  report(level?: 'required'): Promise<HealthReport>;
}

type Finding = Awaited<ReturnType<Check>>;

/** The check has not answered. */
class Silent extends Error {}

const within = <T>(seconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Silent(`no answer within ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Other errors' texts may hold anything; their codes (SQLSTATE, `ECONNREFUSED`) do not. */
function causeOf(error: unknown): string {
  if (error instanceof Silent || error instanceof Unwell) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'see the log';
}

/** A check that still works on the question before is not asked anew: what hangs must not pile up. */
function oneAtATime(check: Check): Check {
  let pending: Promise<Finding> | undefined;
  return () => (pending ??= check().finally(() => (pending = undefined)));
}

/** PostgreSQL's and the network's codes say more than the check does. */
const adviceOf = (error: unknown, cause: string, ofCheck: Advice): Advice =>
  (error instanceof Unwell ? error.more.whatToDo : undefined) ??
  causeMessages[error instanceof Silent ? 'silent' : cause] ??
  ofCheck;

/** Leaves operators half a second of the two within which they are answered. */
const defaultTimeoutSeconds = 1.5;

interface Registered {
  readonly level: CheckLevel;
  readonly check: Check;
  readonly words: CheckWords;
}

interface Seen {
  readonly ok: boolean;
  readonly since: Date;
}

export interface HealthOptions {
  /** For each check; default 1.5. */
  readonly timeoutSeconds?: number;
  /** Default: the machine's. */
  readonly now?: () => Date;
}

/**
 * Checks run beside each other, each for so long at most. `onFailure` hears of each failed one, for the log: the report tells
 * its cause only as far as anybody may know it.
 */
export function createHealth(
  onFailure: (name: string, error: unknown) => void,
  { timeoutSeconds = defaultTimeoutSeconds, now = () => new Date() }: HealthOptions = {},
): Health {
  const checks = new Map<string, Registered>();
  const seen = new Map<string, Seen>();

  /** Since when it is as it is now; `known`: by whoever keeps it. */
  function sinceOf(name: string, ok: boolean, known?: Date): string {
    const before = seen.get(name);
    const since = known ?? (before?.ok === ok ? before.since : now());
    seen.set(name, { ok, since });
    return since.toISOString();
  }

  const run = async (name: string, { level, check, words }: Registered): Promise<CheckReport> => {
    const { title, whatToDo } = words;
    const started = performance.now();
    const seconds = () => Math.round(performance.now() - started) / 1000;
    try {
      const details = await within(timeoutSeconds, check());
      return { name, title, level, ok: true, seconds: seconds(), since: sinceOf(name, true), details };
    } catch (error) {
      onFailure(name, error);
      const unwell = error instanceof Unwell ? error : undefined;
      const cause = causeOf(error);
      return {
        ...{
          name,
          title,
          level,
          ok: false,
          seconds: seconds(),
          since: sinceOf(name, false, unwell?.more.since),
        },
        ...{ cause, whatToDo: adviceOf(error, cause, whatToDo), details: unwell?.details ?? {} },
      };
    }
  };

  return {
    register: (
      name,
      level,
      check,
      words = { title: { ja: name, en: name }, whatToDo: causeMessages.other },
    ) => void checks.set(name, { level, check: oneAtATime(check), words }),
    async report(only) {
      const asked = [...checks].filter(([, { level }]) => only === undefined || level === only);
      const reports = await Promise.all(asked.map(([name, registered]) => run(name, registered)));
      return { ready: reports.every(({ ok, level }) => ok || level === 'informative'), checks: reports };
    },
  };
}
