// What a click on 部屋を確定 asks of the database, its event and what the open page then asks for included, by the server's own log.
import { expect } from 'chai';
import { countClicks, type Counted, type View, views } from '../../bench/statements/click.js';
import { shapeOf } from '../../bench/statements/groups.js';
import { type LoggingPostgres, startLoggingPostgres } from '../../bench/statements/server-log.js';

const most = 20;

describe('a click on 部屋を確定 with one open browser', function () {
  this.timeout(240_000);
  let server: LoggingPostgres;
  let clicks: Record<View, readonly Counted[]>;

  before(async () => {
    server = await startLoggingPostgres(`click-${process.pid}`);
    clicks = await countClicks(server);
  });
  after(() => server?.stop());

  for (const view of views) {
    const texts = () =>
      clicks[view].map(({ connection, statement }) => `${connection}: ${shapeOf(statement)}`);

    it(`on the ${view} is at most ${most} statements`, () =>
      expect(clicks[view].length, texts().join('\n')).to.be.at.most(most));

    it(`on the ${view} is one transaction, with the hotel's lock, the key, the PMS's changes, the decision, the audit and the event in it`, () => {
      const asked = clicks[view].map(({ statement }) => statement);
      const between = asked.slice(asked.indexOf('BEGIN'), asked.indexOf('COMMIT'));
      for (const part of [
        /idempotency_keys AS held/,
        /pg_advisory_xact_lock/,
        /host_log_reader/,
        /UPDATE heyawari.booking_plans/,
        /INSERT INTO heyawari.audit_log/,
        /INSERT INTO heyawari.events/,
        /UPDATE heyawari.idempotency_keys/,
      ])
        expect(
          between.filter((text) => part.test(text)),
          String(part),
        ).to.have.length(1);
      expect(asked.filter((text) => text === 'BEGIN')).to.have.length(1);
    });
  }
});
