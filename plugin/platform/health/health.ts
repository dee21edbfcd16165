// Health as a list of checks that register themselves: what must hold to take work, and what is worth knowing.

/** `required`: while it fails, this process is not ready. `informative`: shown only. */
export type CheckLevel = 'required' | 'informative';

/** What a check has found wrong, with what may be shown of it. */
export class Unwell extends Error {
  constructor(
    message: string,
    readonly details: Readonly<Record<string, string | number>>,
  ) {
    super(message);
    this.name = 'Unwell';
  }
}

/** Throws where something is wrong; what it returns, or throws as Unwell (numbers, states; no personal data), is shown. */
export type Check = () => Promise<Readonly<Record<string, string | number>>>;

export interface CheckReport {
  readonly name: string;
  readonly level: CheckLevel;
  readonly ok: boolean;
  readonly seconds: number;
  /** Of a failure: what is wrong, as far as anybody may know it; never a text of somebody else's. */
  readonly cause?: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface HealthReport {
  /** Every required check passes. */
  readonly ready: boolean;
  readonly checks: readonly CheckReport[];
}

export interface Health {
  /** Replaces an earlier check of that name. */
  register(name: string, level: CheckLevel, check: Check): void;
  report(): Promise<HealthReport>;
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

/** Leaves operators half a second of the two within which they are answered. */
const defaultTimeoutSeconds = 1.5;

/**
 * Checks run beside each other, each for `timeoutSeconds` at most. `onFailure` hears of each failed one, for the log: the report tells
 * its cause only as far as anybody may know it.
 */
export function createHealth(
  onFailure: (name: string, error: unknown) => void,
  timeoutSeconds = defaultTimeoutSeconds,
): Health {
  const checks = new Map<string, { level: CheckLevel; check: Check }>();

  const run = async (name: string, level: CheckLevel, check: Check): Promise<CheckReport> => {
    const started = performance.now();
    const seconds = () => Math.round(performance.now() - started) / 1000;
    try {
      const details = await within(timeoutSeconds, check());
      return { name, level, ok: true, seconds: seconds(), details };
    } catch (error) {
      onFailure(name, error);
      const details = error instanceof Unwell ? error.details : {};
      return { name, level, ok: false, seconds: seconds(), cause: causeOf(error), details };
    }
  };

  return {
    register: (name, level, check) => void checks.set(name, { level, check: oneAtATime(check) }),
    async report() {
      const reports = await Promise.all(
        [...checks].map(([name, { level, check }]) => run(name, level, check)),
      );
      return { ready: reports.every(({ ok, level }) => ok || level === 'informative'), checks: reports };
    },
  };
}
