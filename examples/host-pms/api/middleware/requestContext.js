// Which database a request works on: decided by where it came from, remembered by a number.
const { forgetEnvironment, setEnvironment } = require('../config/database');

/** Milliseconds after the answer in which late work still finds its database. */
const REMEMBERED = 10_000;
let counter = 0;

/** Production: the domain itself, not its test sub-domain; in production mode the machine itself too. */
function environmentOf(req, domain) {
  const { host = '', origin = '', referer = '' } = req.headers;
  const fromDomain = [host, origin, referer].some(
    (from) => from.includes(domain) && !from.includes(`test.${domain}`),
  );
  const fromHere = process.env.NODE_ENV === 'production' && /^(localhost|127\.0\.0\.1)(:|$)/.test(host);
  return fromDomain || fromHere ? 'prod' : 'dev';
}

/** `domain` as in pms.example.test. */
const setupRequestContext = (domain) => (req, res, next) => {
  req.requestId = ++counter;
  const environment = environmentOf(req, domain);
  setEnvironment(req.requestId, environment);
  req.envConfig = {
    environment,
    pgDatabase: environment === 'prod' ? process.env.PROD_PG_DATABASE : process.env.PG_DATABASE,
    frontendUrl: environment === 'prod' ? process.env.PROD_FRONTEND_URL : process.env.FRONTEND_URL,
  };
  res.on('finish', () => setTimeout(forgetEnvironment, REMEMBERED, req.requestId).unref());
  next();
};

module.exports = { setupRequestContext };
