// Calls to the PMS's API with the signed-in user's token.
const base = '/api';

export class AuthError extends Error {
  constructor(message) {
    super(message);
    this.name = 'AuthError';
  }
}

export class PermissionError extends Error {
  constructor(message) {
    super(message);
    this.name = 'PermissionError';
  }
}

function explanation(data, status) {
  if (typeof data.error === 'string') return data.error;
  return data.message ?? data.error?.message ?? `サーバーエラー（${status}）`;
}

async function readJson(response) {
  const text = await response.text();
  if (!text) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`サーバーから予期しない応答がありました（${response.status}）。`);
  }
}

/** Answers with the body. A dead session ends at the login page; other failures throw an Error with the server's own words. */
export async function apiCall(path, { method = 'GET', body } = {}) {
  const token = localStorage.getItem('authToken');
  const response = await fetch(`${base}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const data = await readJson(response);
  if (response.ok) return data;
  if (response.status === 401 && token) {
    localStorage.removeItem('authToken');
    if (window.location.pathname !== '/login') window.location.assign('/login');
    throw new AuthError(explanation(data, 401));
  }
  if (response.status === 403) throw new PermissionError(explanation(data, 403));
  throw new Error(explanation(data, response.status));
}
