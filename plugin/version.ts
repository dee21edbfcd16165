// Which build this is, for the log.
import manifest from '../package.json' with { type: 'json' };

export const { version } = manifest;
