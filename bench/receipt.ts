// How many messages a second are received, from the question to the confirmation: `npm run -s bench:receipt`; medians of five rounds.
import { startPostgres } from '../dev/postgres.js';
import { createTemplate, databaseUrl, onServer } from '../dev/template.js';
import { postmasterOf } from './cpu.js';
import { measureReceipt, type ReceiptRate } from './import/receipt.js';

const server = await startPostgres({ directory: `bench-postgres-${process.pid}`, throwAway: true });
const template = await createTemplate(server.url);
const postmaster = await postmasterOf(server.url);
const rounds = 5;
/** Messages in one output; so many in all are received in a round, at least two outputs. */
const [sizes, inAll] = [[50, 500, 5000], 5_000];
const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

console.log('| messages an output | messages/s | CPU ms a message |');
console.log('| --- | --- | --- |');
for (const messagesPerOutput of sizes) {
  const rates: ReceiptRate[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const name = `bench_receipt_${messagesPerOutput}_${round}`;
    await onServer(server.url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
    const options = { outputs: Math.max(2, inAll / messagesPerOutput), messagesPerOutput };
    rates.push(await measureReceipt(databaseUrl(server.url, name), postmaster, options));
    await onServer(server.url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }
  const perSecond = median(rates.map(({ messagesPerSecond }) => messagesPerSecond));
  const cpu = median(rates.map(({ cpuMsPerMessage }) => cpuMsPerMessage));
  console.log(`| ${messagesPerOutput} | ${Math.round(perSecond)} | ${cpu.toFixed(2)} |`);
}
await server.stop();
process.exit(0);
