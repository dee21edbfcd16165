// JSON web tokens: whoever has signed in carries role and permissions until the token expires.
const jwt = require('jsonwebtoken');

const VALID_FOR = '10h';
const ERRORS = {
  TokenExpiredError: ['JWT_EXPIRED', 'トークンの有効期限が切れています。'],
  NotBeforeError: ['JWT_NOT_ACTIVE', 'トークンはまだ有効ではありません。'],
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
    return { success: true, decoded: jwt.verify(token, process.env.JWT_SECRET, { algorithms: ['HS256'] }) };
  } catch (error) {
    const malformed = error.message === 'jwt malformed';
    const [type, message] = malformed
      ? ['JWT_MALFORMED', 'トークンの形式が正しくありません。']
      : (ERRORS[error.name] ?? ['JWT_INVALID', 'トークンが無効です。']);
    return { success: false, error: type, message };
  }
}

module.exports = { generateToken, verifyToken };
