// Asking the PMS's own Express middleware about a socket: it sees what it reads of a request, and its verdict is what it does.
import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from 'express';
import type { Guard } from './guard.js';

const answerWithinMilliseconds = 5000;

/** A GET as the host would see it, with the socket's own headers (origin and host choose the PMS's database). */
export function handshakeRequest(token: string, handshake: IncomingHttpHeaders): Request {
  const headers: IncomingHttpHeaders = { ...handshake, authorization: `Bearer ${token}` };
  const get = (name: string) => headers[name.toLowerCase()];
  const url = '/api/heyawari';
  return {
    method: 'GET',
    url,
    originalUrl: url,
    path: url,
    headers,
    get,
    header: get,
    hostname: handshake.host?.replace(/:\d+$/, ''),
    query: {},
    params: {},
  } as unknown as Request;
}

/** Whatever is answered is a refusal: a guard that lets pass calls `next` instead. */
function responseThat(refuses: () => void): Response {
  const response = { locals: {}, headersSent: false } as Record<string, unknown>;
  for (const chained of ['status', 'set', 'setHeader', 'header', 'type', 'cookie', 'clearCookie'])
    response[chained] = () => response;
  for (const ending of ['json', 'send', 'end', 'sendStatus', 'redirect'])
    response[ending] = () => {
      refuses();
      return response;
    };
  return response as unknown as Response;
}

/** Whether `guard` lets the bearer of `token` pass; false also where it fails or stays silent. */
export function admitted(guard: Guard, token: string, handshake: IncomingHttpHeaders): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), answerWithinMilliseconds);
    const decide = (verdict: boolean) => {
      clearTimeout(timer);
      resolve(verdict);
    };
    const next = (error?: unknown) => decide(error === undefined);
    const response = responseThat(() => decide(false));
    Promise.resolve(guard(handshakeRequest(token, handshake), response, next)).catch(() => decide(false));
  });
}
