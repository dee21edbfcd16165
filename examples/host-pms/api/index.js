// Starts the PMS with the settings of the environment, and stops it in order on SIGINT and SIGTERM.
const { createPms } = require('./app');
const logger = require('./config/logger');

const DEFAULT_PORT = 5000;

async function main() {
  const pms = createPms();
  const { port } = await pms.start(Number(process.env.PORT ?? DEFAULT_PORT));
  console.log(`listening on port ${port}`);

  const stop = async () => {
    await pms.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal).once(signal, stop);
}

main().catch((error) => {
  logger.error(`not started: ${error.message}`);
  process.exit(1);
});
