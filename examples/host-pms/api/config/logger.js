// Winston to the console: warnings as JSON in production, everything in colour otherwise.
const winston = require('winston');

const { combine, colorize, json, printf, timestamp } = winston.format;
const production = process.env.NODE_ENV === 'production';
const pretty = printf(({ level, message, timestamp: time }) => `${time} ${level}: ${message}`);

module.exports = winston.createLogger({
  level: process.env.LOG_LEVEL ?? (production ? 'warn' : 'debug'),
  format: production ? combine(timestamp(), json()) : combine(colorize(), timestamp(), pretty),
  transports: [new winston.transports.Console({ silent: process.env.LOG_LEVEL === 'silent' })],
});
