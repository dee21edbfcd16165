// Signing in, and the questions the pages ask before they show anything.
const { Router } = require('express');
const bcrypt = require('bcryptjs');
const { rateLimit } = require('express-rate-limit');
const { authMiddleware, authMiddlewareAdmin } = require('../middleware/authMiddleware');
const { findUserByEmail, selectUser } = require('../models/users');
const { generateToken } = require('../utils/jwtUtils');

const ATTEMPTS = 5;
const WINDOW = 15 * 60 * 1000;

async function login(req, res) {
  const { email, password } = req.body ?? {};
  const user = typeof email === 'string' ? await findUserByEmail(req.requestId, email) : undefined;
  const valid = user && typeof password === 'string' && (await bcrypt.compare(password, user.password_hash));
  if (!valid) {
    res.status(401).json({ error: 'メールアドレスまたはパスワードが正しくありません。' });
    return;
  }
  res.status(200).json({ message: 'ログインしました。', token: generateToken(user) });
}

async function getUser(req, res) {
  const user = await selectUser(req.requestId, req.user.id);
  if (!user) {
    res.status(404).json({ error: 'ユーザーが見つかりません。' });
    return;
  }
  const { id, name, email, status_id, role, permissions } = user;
  res.status(200).json([{ id, name, email, status_id, role, permissions }]);
}

/** `attempts`: logins per address and quarter of an hour, 5 by default. */
function authRoutes({ attempts = ATTEMPTS } = {}) {
  const router = Router();
  const limiter = rateLimit({
    windowMs: WINDOW,
    limit: attempts,
    message: { error: 'ログイン試行回数が多すぎます。しばらくしてから再度お試しください。' },
  });
  router.post('/auth/login', limiter, login);
  router.get('/protected', authMiddleware, (req, res) => res.status(200).json({ message: 'OK' }));
  router.get('/adminProtected', authMiddlewareAdmin, (req, res) => res.status(200).json({ message: 'OK' }));
  router.get('/user/get', authMiddleware, getUser);
  return router;
}

module.exports = authRoutes;
