// The PMS beside a backlog and a night's moves, its stock listener on: its pool of connections is never near its end. `npm run bench:pace` is the whole of it.
import { expect } from 'chai';
import { tryPace } from '../../bench/pace/trial.js';
import { useDatabase } from '../support/database.js';

describe('the PMS beside the plugin', function () {
  this.timeout(400_000);
  const database = useDatabase();

  it('has connections to spare at every moment, and nobody waits for one', async () => {
    const { moved, pool } = await tryPace({
      ...{ databaseUrl: database.url(), bookings: 250, moves: 60, scale: 5, idleSeconds: 1 },
    });
    expect(moved).to.equal(60);
    expect(pool.samples).to.be.greaterThan(100);
    expect(pool.mostOut).to.be.within(1, 60);
    expect(pool.mostWaiting).to.equal(0);
  });
});
