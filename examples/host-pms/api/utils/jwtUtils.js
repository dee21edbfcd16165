// JSON web tokens: whoever has signed in carries role and permissions until the token expires.
const jwt = require('jsonwebtoken');

const VALID_FOR = '10h';
/** Seconds that clocks of two machines may differ. */
const CLOCK_TOLERANCE = 30;
const ERRORS = {
  TokenExpiredError: ['JWT_EXPIRED', 'トークンの有効期限が切れています。'],
  NotBeforeError: ['JWT_NOT_ACTIVE', 'トークンはまだ有効ではありません。'],
  // A bad signature too.
  JsonWebTokenError: ['JWT_MALFORMED', 'トークンの形式が正しくありません。'],
};

function generateToken(user) {
  const { id, email, status_id, role, permissions } = user;
  return jwt.sign({ id, email, status_id, role, permissions }, process.env.JWT_SECRET, {
    algorithm: 'HS256',
    expiresIn: VALID_FOR,
  });
}

function verifyToken(token) {
  try {
    const options = { algorithms: ['HS256'], clockTolerance: CLOCK_TOLERANCE };
    return { success: true, decoded: jwt.verify(token, process.env.JWT_SECRET, options) };
  } catch (error) {
    const [type, message] = ERRORS[error.name] ?? ['JWT_INVALID', 'トークンが無効です。'];
    return { success: false, error: type, message };
  }
}

module.exports = { generateToken, verifyToken };
