// People who sign in, with what their role lets them do.
const { getPool } = require('../config/database');

const SELECT = `
  SELECT u.id, u.name, u.email, u.password_hash, u.status_id, r.role_name AS role, r.permissions
  FROM users u JOIN user_roles r ON r.id = u.role_id`;

async function findUserByEmail(requestId, email) {
  const { rows } = await getPool(requestId).query(
    `${SELECT} WHERE u.email = $1 AND u.auth_provider = 'local'`,
    [email],
  );
  return rows[0];
}

async function selectUser(requestId, id) {
  const { rows } = await getPool(requestId).query(`${SELECT} WHERE u.id = $1`, [id]);
  return rows[0];
}

module.exports = { findUserByEmail, selectUser };
