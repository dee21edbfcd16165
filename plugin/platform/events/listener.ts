// One LISTEN connection that stays alive: it notices silence, connects again, and says so, since NOTIFY keeps nothing for the absent.
import pg from 'pg';
import type { Logger } from 'winston';
import { bounded, bounds } from '../database/index.js';

/** One statement with `$1`, …; answers with its rows. */
export type Ask = <T extends object>(statement: string, values?: readonly unknown[]) => Promise<T[]>;

export interface ListenerOptions {
  readonly connection: pg.ClientConfig;
  /** Plain identifier. */
  readonly channel: string;
  /** As PostgreSQL shows the connection; default `heyawari events`. */
  readonly applicationName?: string;
  readonly logger: Logger;
  readonly onNotification: (payload: string) => void;
  /**
   * Called each time listening has begun, with the count of connections so far: the place to read what was missed. Notifications
   * that come meanwhile are delivered after it has resolved. `ask` asks on the connection itself.
   */
  readonly onListening: (connects: number, ask: Ask) => Promise<void>;
}

export interface Listener {
  /** Rejects where it does not listen within a few seconds for each step. */
  start(): Promise<void>;
  /** Resolves within `endWithinMilliseconds`, whatever the server does. */
  stop(): Promise<void>;
  /** Whether the connection stands right now. */
  listening(): boolean;
  /** Asks on the connection that listens, so that it waits for no pool. Where that fails, the connection counts as lost. */
  readonly ask: Ask;
}

const heartbeatMilliseconds = 10_000;
const longestPauseMilliseconds = 10_000;
/** A living server says goodbye within milliseconds. */
const endWithinMilliseconds = 1_000;

export const createListener = (options: ListenerOptions): Listener => new ReconnectingListener(options);

/** A connection in the making: what came in early, and whether it broke before it was ready. */
interface Attempt {
  readonly early: string[];
  broken?: Error;
}

const askOn =
  (client: pg.Client): Ask =>
  async <T extends object>(statement: string, values: readonly unknown[] = []) =>
    (await client.query<T>(statement, [...values])).rows;

class ReconnectingListener implements Listener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private connects = 0;
  private failures = 0;
  private stopped = false;

  constructor(private readonly options: ListenerOptions) {}

  async start(): Promise<void> {
    this.stopped = false;
    await this.connect();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    const ending = this.client;
    this.client = undefined;
    if (ending) await this.discard(ending);
  }

  listening(): boolean {
    return this.client !== undefined;
  }

  readonly ask: Ask = async (statement, values) => {
    const { client } = this;
    if (!client) throw new Error('not listening');
    try {
      return await askOn(client)(statement, values);
    } catch (error) {
      this.lost(client, error);
      throw error;
    }
  };

  private async connect(): Promise<void> {
    const { connection, applicationName = bounds.listening.applicationName } = this.options;
    const next = new pg.Client(bounded(connection, { ...bounds.listening, applicationName }));
    const attempt: Attempt = { early: [] };
    this.watch(next, attempt);
    try {
      await next.connect();
      await next.query(`LISTEN ${this.options.channel}`);
      this.connects += 1;
      await this.options.onListening(this.connects, askOn(next));
      if (attempt.broken) throw attempt.broken;
    } catch (error) {
      void this.discard(next);
      throw error;
    }
    if (this.stopped) return this.discard(next);
    this.client = next;
    if (this.connects > 1) this.options.logger.info('event connection stands again');
    this.failures = 0;
    attempt.early.forEach(this.options.onNotification);
    this.beatLater(next);
  }

  private watch(client: pg.Client, attempt: Attempt): void {
    const end = (error: Error) => {
      attempt.broken = error;
      this.lost(client, error);
    };
    client.on('error', end);
    client.on('end', () => end(new Error('the connection ended')));
    client.on('notification', ({ payload = '' }) => {
      if (this.client === client) this.options.onNotification(payload);
      else attempt.early.push(payload);
    });
  }

  /** A silent network shows itself only when something is asked. */
  private beatLater(client: pg.Client): void {
    this.timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => {
          if (this.client === client) this.beatLater(client);
        },
        (error: unknown) => this.lost(client, error),
      );
    }, heartbeatMilliseconds);
  }

  private lost(client: pg.Client, error: unknown): void {
    if (this.client !== client || this.stopped) return;
    this.client = undefined;
    void this.discard(client);
    this.options.logger.warn('event connection lost, connecting again', { error });
    this.connectLater();
  }

  private connectLater(): void {
    clearTimeout(this.timer);
    const pause = Math.min(longestPauseMilliseconds, 100 * 2 ** this.failures) * (0.5 + Math.random() / 2);
    this.failures += 1;
    this.timer = setTimeout(() => {
      this.connect().catch((error: unknown) => {
        this.options.logger.warn('event connection failed, will be tried again', { error });
        if (!this.stopped) this.connectLater();
      });
    }, pause);
  }

  /** Takes leave; where the server does not answer, hangs up. Never rejects. */
  private async discard(client: pg.Client): Promise<void> {
    const note = (error: unknown) => this.options.logger.debug('discarded event connection', { error });
    client.removeAllListeners();
    client.on('error', note);
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<void>((resolve) => (timer = setTimeout(resolve, endWithinMilliseconds)));
    await Promise.race([client.end().catch(note), silence]);
    clearTimeout(timer);
    client.connection.stream.destroy();
  }
}
