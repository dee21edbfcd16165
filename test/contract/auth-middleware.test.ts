// Whom the PMS's middleware lets pass, and why the plugin uses it once per request.
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect } from 'chai';
import express, { type RequestHandler } from 'express';
import request from 'supertest';
import { hostModulesPath } from '../support/host-pms.js';

const require = createRequire(path.join(hostModulesPath, 'index.js'));

interface JsonWebTokens {
  sign(payload: object, secret: string, options: { expiresIn: number }): string;
}

describe("the PMS's authMiddleware", () => {
  const secret = 'a secret for tests only';
  const secretBefore = process.env.JWT_SECRET;
  const user = { id: 1, email: 'x@example.test', status_id: 1, role: 'ユーザー', permissions: {} };
  const tokens = require('jsonwebtoken') as JsonWebTokens;
  let app: express.Express;

  before(() => {
    process.env.JWT_SECRET = secret;
    const { authMiddleware } = require('./middleware/authMiddleware') as { authMiddleware: RequestHandler };
    const answer: RequestHandler = (_request, response) => void response.json({ passed: true });
    app = express();
    app.get('/once', authMiddleware, answer);
    app.get('/twice', authMiddleware, authMiddleware, answer);
  });
  after(() => {
    if (secretBefore === undefined) delete process.env.JWT_SECRET;
    else process.env.JWT_SECRET = secretBefore;
  });

  const get = (address: string, payload: object = user, expiresIn = 60) =>
    request(app)
      .get(address)
      .set('authorization', `Bearer ${tokens.sign(payload, secret, { expiresIn })}`);

  it('lets an active user pass', async () => {
    expect((await get('/once')).body).to.deep.equal({ passed: true });
  });

  it('refuses an inactive user', async () => {
    const answer = await get('/once', { ...user, status_id: 2 });
    expect(answer.status).to.equal(403);
    expect(answer.body).to.have.property('errorType', 'USER_INACTIVE');
  });

  it('forgives clocks that differ by half a minute', async () => {
    expect((await get('/once', user, -20)).body).to.deep.equal({ passed: true });
  });

  it('refuses a token whose time is over', async () => {
    const answer = await get('/once', user, -60);
    expect(answer.status).to.equal(401);
    expect(answer.body).to.have.property('errorType', 'JWT_EXPIRED');
  });

  it('run twice on one request, leaves it hanging without an answer', async () => {
    const outcome = await get('/twice')
      .timeout(300)
      .then(
        () => 'answered',
        (error: { code?: string }) => error.code,
      );
    expect(outcome).to.equal('ECONNABORTED');
  });
});
