// Which build this is, and with which job queue, for the log.
import manifest from '../package.json' with { type: 'json' };

export const { version } = manifest;
export const pgBossVersion = manifest.dependencies['pg-boss'];
