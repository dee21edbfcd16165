// From the first start to the end: whether the plugin runs, and the metrics and health that answer also where it does not.
import { createLauncher, type Launcher } from './launch.js';
import { type Opening, openParts } from './opening.js';
import { platformWords, Unwell } from './platform/health/index.js';
import type { Condition } from './platform/http/index.js';
import { createOperationsServer, type OperationsServer } from './platform/metrics/index.js';
import { createReleases, type Releases } from './platform/releases.js';

/** One instance's; what its methods promise is said where the door offers them (heyawari.ts). */
export class Lifecycle {
  private state: Condition = 'starting';
  private operations: OperationsServer | undefined;
  /** A start that is under way when it rises goes no further. */
  private stops = 0;
  private readonly releases: Releases;
  private readonly launcher: Launcher;

  constructor(private readonly built: Omit<Opening, 'releases' | 'operationsPort'>) {
    const { platform, health } = built.rooms;
    this.releases = createReleases(platform.logger);
    this.launcher = createLauncher(() => this.tryStart(), platform.logger);
    health.register(
      'start',
      'required',
      () =>
        this.state === 'running'
          ? Promise.resolve({})
          : Promise.reject(new Unwell('the plugin has not started', {})),
      platformWords.start,
    );
  }

  condition(): Condition {
    return this.state;
  }

  operationsPort(): number | undefined {
    return this.operations?.port();
  }

  launch(): Promise<boolean> {
    return this.launcher.launch();
  }

  async start(): Promise<void> {
    try {
      await this.tryStart();
    } catch (error) {
      await this.closeOperations();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.launcher.cancel();
    this.state = 'stopped';
    this.stops += 1;
    await this.releases.run();
    await this.closeOperations();
    // What was asked before the start, or without one, has opened connections too.
    await this.built.rooms.platform.database.end();
  }

  /** A failure leaves nothing open but metrics and health. */
  private async tryStart(): Promise<void> {
    this.state = 'starting';
    const before = this.stops;
    const isStopped = () => this.stops > before;
    try {
      await this.openOperations();
      const context = { ...this.built, releases: this.releases, operationsPort: () => this.operationsPort() };
      await openParts(context, () => {
        if (isStopped()) throw new Error('it was stopped while it started');
      });
    } catch (error) {
      await this.releases.run();
      if (isStopped()) await this.closeOperations();
      else {
        this.state = 'failed';
        this.built.rooms.platform.database.reopen(); // health goes on asking
      }
      throw error;
    }
    this.state = 'running';
  }

  /** Before all that may fail, so that operators see it fail. */
  private async openOperations(): Promise<void> {
    const { settings, rooms } = this.built;
    const { port } = settings.metrics;
    if (this.operations || port === undefined) return;
    const { metrics, logger } = rooms.platform;
    const server = createOperationsServer({ port, metrics, health: rooms.health, logger });
    await server.start();
    this.operations = server;
  }

  private async closeOperations(): Promise<void> {
    await this.operations?.stop();
    this.operations = undefined;
  }
}
