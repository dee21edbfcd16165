// Who may pass. Each of these is used once per request.
const { timingSafeEqual } = require('node:crypto');
const { verifyToken } = require('../utils/jwtUtils');

const ACTIVE = 1;
const BOOKING_ENGINE = { id: 2, email: 'booking-engine@example.test', status_id: ACTIVE };

const unauthorized = (res, error, errorType) => {
  res.status(401).json({ error, errorType });
};

function bearerOf(req, res) {
  const header = req.headers.authorization;
  if (!header) return unauthorized(res, '認証ヘッダーがありません。', 'NO_AUTH_HEADER');
  const [scheme, token] = header.split(' ');
  if (scheme !== 'Bearer')
    return unauthorized(res, '認証ヘッダーの形式が正しくありません。', 'INVALID_AUTH_FORMAT');
  if (!token) return unauthorized(res, 'トークンがありません。', 'NO_TOKEN');
  return token;
}

/** The signed-in, active user; undefined where the request has been answered. */
function activeUser(req, res) {
  const token = bearerOf(req, res);
  if (!token) return undefined;
  const { success, decoded, error, message } = verifyToken(token);
  if (!success) return unauthorized(res, message, error);
  if (decoded.status_id !== ACTIVE) {
    res.status(403).json({ error: 'ユーザーが無効です。', errorType: 'USER_INACTIVE' });
    return undefined;
  }
  return decoded;
}

/**
 * Any active user. A fault the contract keeps: run twice on one request, the second time neither answers nor goes on.
 */
function authMiddleware(req, res, next) {
  if (req.processed) return;
  req.processed = true;
  const user = activeUser(req, res);
  if (!user) return;
  req.user = user;
  next();
}

const allowing = (mayPass) => (req, res, next) => {
  const user = activeUser(req, res);
  if (!user) return;
  req.user = user;
  if (mayPass(user.permissions ?? {}, req)) return next();
  res.status(403).json({ error: 'この操作を行う権限がありません。' });
};

function authMiddlewareBookingEngine(req, res, next) {
  const token = bearerOf(req, res);
  if (!token) return;
  const expected = Buffer.from(process.env.BOOKING_ENGINE_API_KEY ?? '');
  const given = Buffer.from(token);
  if (expected.length === 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return unauthorized(res, 'APIキーが無効です。', 'JWT_INVALID');
  }
  req.user = BOOKING_ENGINE;
  next();
}

module.exports = {
  authMiddleware,
  /** Reading is for all; writing needs crud_ok. */
  authMiddlewareCRUDAccess: allowing(({ crud_ok }, { method }) => method === 'GET' || crud_ok),
  authMiddlewareAdmin: allowing(({ manage_users, manage_db }) => manage_users || manage_db),
  authMiddleware_manageUsers: allowing(({ manage_users }) => manage_users),
  authMiddleware_manageDB: allowing(({ manage_db }) => manage_db),
  authMiddleware_manageClients: allowing(({ manage_clients }) => manage_clients),
  authMiddleware_accounting: allowing(({ accounting }) => accounting),
  authMiddlewareBookingEngine,
};
