// How many messages a second are received, from the question to the confirmation: `npm run -s bench:receipt`; medians of five rounds.
import { startPostgres } from '../dev/postgres.js';
import { createTemplate, databaseUrl, onServer } from '../dev/template.js';
import { receiptPerSecond } from './import/receipt.js';

const server = await startPostgres({ directory: `bench-postgres-${process.pid}`, throwAway: true });
const template = await createTemplate(server.url);
const sizes = [50, 500, 5000];
for (const messagesPerOutput of sizes) {
  const rates: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const name = `bench_receipt_${messagesPerOutput}_${round}`;
    await onServer(server.url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
    const options = { outputs: Math.max(2, 5_000 / messagesPerOutput), messagesPerOutput };
    rates.push(await receiptPerSecond(databaseUrl(server.url, name), options));
    await onServer(server.url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }
  const median = rates.sort((a, b) => a - b)[2]!;
  console.log(`${messagesPerOutput} messages an output: ${Math.round(median)} messages/s`);
}
await server.stop();
process.exit(0);
