// The moves of a message: who makes them, that none leads out of an end, and that documentation and database know the same.
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { useDatabase } from '../../../test/support/database.js';
import type { MessageStatus } from './entry.js';
import { mayHappen, mayMove, messageStatuses, type Transition, transitions } from './transitions.js';

const ends: readonly MessageStatus[] = ['imported', 'duplicate', 'superseded', 'resolved', 'ignored'];
const events: readonly [string, Transition][] = Object.entries(transitions);

/** As docs/import.md has them. */
const rows = events.map(
  ([event, { by, from, to, logged, meaning }]) =>
    `| \`${event}\` | ${by} | ${from.join(', ')} | ${to.join(', ')} | ${logged} | ${meaning} |`,
);
const arrows = messageStatuses.flatMap((from) =>
  messageStatuses
    .filter((to) => mayMove(from, to))
    .map((to) => {
      const names = events.filter(([, one]) => one.from.includes(from) && one.to.includes(to));
      return `  ${from} --> ${to}: ${names.map(([event]) => event).join(', ')}`;
    }),
);

describe('the moves of a message', () => {
  it('lead out of every status that is no end, to a person’s word too, and out of no other', () => {
    for (const from of messageStatuses) {
      const ways = messageStatuses.filter((to) => mayMove(from, to));
      if (ends.includes(from)) expect(ways, from).to.deep.equal([]);
      else expect(ways, from).to.include.members(['resolved', 'ignored']);
    }
  });

  it('of the import by itself leave `failed` only for a later message of the booking, or the whole of a damaged one', () => {
    const ways = events
      .filter(([, { by, from }]) => by === 'system' && from.includes('failed'))
      .flatMap(([, { to }]) => to);
    expect([...new Set(ways)]).to.have.members(['superseded', 'waiting']);
  });

  it('of a person are audited', () => {
    for (const [event, { by, logged }] of events) expect(logged === 'audit', event).to.equal(by !== 'system');
    expect(mayHappen('taken_up', 'failed')).to.equal(true);
    expect(mayHappen('taken_up', 'imported')).to.equal(false);
  });

  it('are drawn in docs/import.md, each, and no other', () => {
    const page = readFileSync(new URL('../../../docs/import.md', import.meta.url), 'utf8');
    expect(page).to.include(
      `\`\`\`mermaid\nstateDiagram-v2\n  [*] --> received\n${arrows.join('\n')}\n\`\`\``,
    );
    expect(page).to.include(`|---|---|---|---|---|---|\n${rows.join('\n')}\n\n`);
  });

  describe('in the database', () => {
    const database = useDatabase();

    it('are these, each raises the version, and no other is made', async () => {
      const pool = database.pool();
      await pool.query('CREATE TABLE moving (status text, revision integer)');
      await pool.query(`CREATE TRIGGER move_message BEFORE UPDATE ON moving
        FOR EACH ROW EXECUTE FUNCTION heyawari.move_message()`);
      const made: string[] = [];
      for (const from of messageStatuses)
        for (const to of messageStatuses) {
          await pool.query('TRUNCATE moving');
          await pool.query('INSERT INTO moving VALUES ($1, 1)', [from]);
          const moved = await pool
            .query<{ revision: number }>('UPDATE moving SET status = $1 RETURNING revision', [to])
            .catch(
              (error: Error) => expect(error.message).to.include('a message cannot go from') && undefined,
            );
          if (moved) expect(moved.rows).to.deep.equal([{ revision: 2 }]);
          if (moved && from !== to) made.push(`${from} ${to}`);
        }
      const known = messageStatuses.flatMap((from) =>
        messageStatuses.filter((to) => mayMove(from, to)).map((to) => `${from} ${to}`),
      );
      expect(made).to.have.members(known);
    });
  });
});
