// A process that only works the plugin's jobs, beside a PMS whose own process has HEYAWARI_ROLE=web: `node heyawari.worker.cjs`.
const database = require('./config/database');
const logger = require('./config/logger');
const { buildHeyawari } = require('./heyawari.mount');

async function main() {
  const worker = buildHeyawari({ logger, options: { role: 'worker' } });
  await worker.heyawari.start();
  console.log('working');

  // The queue and the listener keep the process alive until they are stopped.
  const stop = async () => {
    await worker.stop();
    await database.endPools?.(); // where a PMS has no such function, idle connections end by themselves in seconds
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
}

main().catch((error) => {
  logger.error(`not started: ${error.message}`);
  process.exit(1);
});
