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
   * @param ofDatabase a database that cannot be asked has the same effect
   */
  constructor(
    message: string,
    readonly details: Readonly<Record<string, string | number>>,
    readonly more: {
      readonly since?: Date | undefined;
      readonly whatToDo?: Advice | undefined;
      readonly ofDatabase?: boolean;
    } = {},
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
  /** Of a failure that says nothing of its own: the database cannot be asked, which is said of that. */
  readonly notKnown?: true;
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

/** The check on which the others rest. */
const foundation = 'database';

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

/**
 * PostgreSQL's and the network's codes say more than the check does, which knows what to do where it has found something, and nothing of why it could
 * not look; but for that of the database, which looks at nothing else.
 */
const adviceOf = (name: string, error: unknown, cause: string, ofCheck: Advice): Advice =>
  (error instanceof Unwell ? error.more.whatToDo : undefined) ??
  causeMessages[error instanceof Silent ? 'silent' : cause] ??
  (error instanceof Unwell || name === foundation ? ofCheck : causeMessages.other);

/** Leaves operators half a second of the two within which they are answered. */
const defaultTimeoutSeconds = 1.5;

interface Registered {
  readonly level: CheckLevel;
  readonly check: Check;
  readonly words: CheckWords;
}

/** What a check has found, or thrown. */
interface Answer extends Registered {
  readonly name: string;
  readonly seconds: number;
  readonly found?: Finding;
  readonly error?: unknown;
}

const couldNotAsk = ({ error }: Answer) => error !== undefined && !(error instanceof Unwell);

/** Of a database that cannot be asked, and of nothing else that is known. */
const restsOnDatabase = (answer: Answer) =>
  answer.name !== foundation &&
  (couldNotAsk(answer) || (answer.error instanceof Unwell && answer.error.more.ofDatabase === true));

async function answerOf(name: string, registered: Registered, timeoutSeconds: number): Promise<Answer> {
  const started = performance.now();
  const seconds = () => Math.round(performance.now() - started) / 1000;
  try {
    const found = await within(timeoutSeconds, registered.check());
    return { name, ...registered, seconds: seconds(), found };
  } catch (error) {
    return { name, ...registered, seconds: seconds(), error: error ?? new Error('nothing was thrown') };
  }
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

  function reportOf({ name, level, words, seconds, found, error }: Answer): CheckReport {
    const base = { name, title: words.title, level, seconds };
    if (found) return { ...base, ok: true, since: sinceOf(name, true), details: found };
    onFailure(name, error);
    const unwell = error instanceof Unwell ? error : undefined;
    const cause = causeOf(error);
    return {
      ...{ ...base, ok: false, since: sinceOf(name, false, unwell?.more.since), cause },
      ...{ whatToDo: adviceOf(name, error, cause, words.whatToDo), details: unwell?.details ?? {} },
    };
  }

  /** One cause is said once: of what rests on a database that cannot be asked nothing is known, and what was known of it stays. */
  function reportsOf(answers: readonly Answer[]): CheckReport[] {
    const down = answers.find((answer) => answer.name === foundation && couldNotAsk(answer));
    const since = down && sinceOf(foundation, false);
    return answers.map((answer) => {
      if (since === undefined || !restsOnDatabase(answer)) return reportOf(answer);
      const { name, words, level, seconds } = answer;
      const cause = 'not known while the database cannot be asked';
      return {
        name,
        title: words.title,
        level,
        ok: false,
        seconds,
        since,
        cause,
        notKnown: true,
        details: {},
      };
    });
  }

  return {
    register: (
      name,
      level,
      check,
      words = { title: { ja: name, en: name }, whatToDo: causeMessages.other },
    ) => void checks.set(name, { level, check: oneAtATime(check), words }),
    async report(only) {
      const asked = [...checks].filter(([, { level }]) => only === undefined || level === only);
      const reports = reportsOf(
        await Promise.all(asked.map(([name, registered]) => answerOf(name, registered, timeoutSeconds))),
      );
      return { ready: reports.every(({ ok, level }) => ok || level === 'informative'), checks: reports };
    },
  };
}
