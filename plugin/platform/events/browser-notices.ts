// Tells the PMS's own pages that rooms have changed, seldom enough that a night of moves does not make them fetch all the time.
import type { Logger } from 'winston';

/** Milliseconds until the next notice of a hotel may follow: after the first, the second, every later one of a row. */
const pauses = [2_000, 10_000, 30_000] as const;

export interface BrowserNotices {
  /** That something of the hotel changed, `version` being the newest: told at once or, after a notice just before, when its pause is over. */
  tell(hotelId: number, version: number): void;
  /** Drops what has not been told. */
  stop(): void;
}

interface Row {
  /** What came in the pause. */
  waiting: number | undefined;
  readonly timer: NodeJS.Timeout;
}

/** One notice per hotel and 2 s at most, three for changes that go on for 12 s; a hotel that was quiet for a pause begins anew. */
export function createBrowserNotices(
  send: (hotelId: number, version: number) => Promise<unknown>,
  logger: Logger,
): BrowserNotices {
  const rows = new Map<number, Row>();

  function notice(hotelId: number, version: number, before: number): void {
    send(hotelId, version).catch((error: unknown) =>
      logger.warn('the pages of the PMS could not be told of a change', { hotelId, error }),
    );
    const pause = pauses[Math.min(before, pauses.length - 1)];
    const timer = setTimeout(() => {
      const waiting = rows.get(hotelId)?.waiting;
      rows.delete(hotelId);
      if (waiting !== undefined) notice(hotelId, waiting, before + 1);
    }, pause).unref();
    rows.set(hotelId, { waiting: undefined, timer });
  }

  return {
    tell(hotelId, version) {
      const row = rows.get(hotelId);
      if (row) row.waiting = version;
      else notice(hotelId, version, 0);
    },
    stop() {
      for (const { timer } of rows.values()) clearTimeout(timer);
      rows.clear();
    },
  };
}
