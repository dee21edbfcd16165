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

const within = <T>(seconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** `onFailure` hears of each failed check, for the log: the report says only that it failed. */
export function createHealth(onFailure: (name: string, error: unknown) => void, timeoutSeconds = 2): Health {
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
      return { name, level, ok: false, seconds: seconds(), details };
    }
  };

  return {
    register: (name, level, check) => void checks.set(name, { level, check }),
    async report() {
      const reports = await Promise.all(
        [...checks].map(([name, { level, check }]) => run(name, level, check)),
      );
      return { ready: reports.every(({ ok, level }) => ok || level === 'informative'), checks: reports };
    },
  };
}
