// The plugin's logger: every line carries its correlation id and none carries personal data, whoever writes it out in the end.
import winston, { type Logger } from 'winston';
import Transport from 'winston-transport';
import { correlationId } from '../context.js';
import { redact } from './redact.js';

export { maskText, redact } from './redact.js';

export interface LoggerOptions {
  /** The PMS's winston logger, which then decides what is written where; undefined: JSON lines on the console. */
  readonly host?: Logger;
  /** Least severe level; default `info`. */
  readonly level?: string;
}

/** Hands finished lines to the host's logger. */
class HostTransport extends Transport {
  constructor(private readonly host: Logger) {
    super();
  }

  override log(line: winston.Logform.TransformableInfo, done: () => void): void {
    const { level, message, ...rest } = line;
    this.host.log(level, String(message), rest);
    done();
  }
}

/** Where winston keeps the level that transports go by. */
const winstonLevel = Symbol.for('level');

const clean = winston.format((line) => {
  const { level, message, ...rest } = line;
  const id = correlationId();
  return {
    ...(redact(rest) as object),
    ...(id === undefined || 'correlationId' in rest ? {} : { correlationId: id }),
    level,
    [winstonLevel]: line[winstonLevel],
    message: redact(message),
    plugin: 'heyawari',
  };
});

/** Log calls are `logger.info('what happened', { numbers and identifiers })`: a name in the sentence itself is not recognised. */
export function createLogger({ host, level = 'info' }: LoggerOptions = {}): Logger {
  return winston.createLogger({
    level,
    format: winston.format.combine(clean(), winston.format.timestamp(), winston.format.json()),
    transports: [host ? new HostTransport(host) : new winston.transports.Console()],
  });
}
