// What the screens ask of the database in a hotel with years of past stays: buffer blocks of the very statements, beside ten times as many years.
// `npm run -s bench:lists`
import pg from 'pg';
import { startPostgres } from '../dev/postgres.js';
import { createTemplate, databaseUrl, onServer } from '../dev/template.js';
import type { Cost } from '../test/support/explain.js';
import { askedQuestions, type AskedQuestion, costs, yearsOfStays } from '../test/support/years.js';

const sizes = [60_000, 600_000] as const;
const mostBlocks = 400;
const mostGrowth = 1.2;

const server = await startPostgres({ directory: `lists-${process.pid}`, throwAway: true });
const found = new Map<number, Record<AskedQuestion, Cost>>();
try {
  const template = await createTemplate(server.url);
  for (const past of sizes) {
    const name = `years_${past}`;
    await onServer(server.url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
    const pool = new pg.Pool({ connectionString: databaseUrl(server.url, name) });
    pool.on('error', () => undefined); // its connections go after it has said that it has ended
    const { hotelId } = await yearsOfStays(pool, past);
    found.set(past, await costs(pool, hotelId, 'generic'));
    await pool.end();
  }
} finally {
  await server.stop();
}

console.log(['blocks'.padEnd(16), ...sizes.map((past) => String(past).padStart(8))].join(' '));
for (const question of askedQuestions) {
  const blocks = sizes.map((past) => found.get(past)![question].blocks);
  const [few, many] = blocks as [number, number];
  const isWithin = few <= mostBlocks && many <= few * mostGrowth;
  const cells = [question.padEnd(16), ...blocks.map((count) => String(count).padStart(8))];
  console.log(
    [...cells, `${((many / few - 1) * 100).toFixed(0).padStart(4)} %`, isWithin ? '' : 'too many'].join(' '),
  );
  if (!isWithin) process.exitCode = 1;
}
