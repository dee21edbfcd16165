// The rows every installation has: roles, statuses, types, the two fixed clients, message templates, and one login per role.
const bcrypt = require('bcryptjs');
const templates = require('./xml-templates');

/** The password of every `<role>@example.test`. */
const PASSWORD = 'heyawari';
const BCRYPT_ROUNDS = 8;

const all = {
  manage_db: true,
  manage_users: true,
  manage_clients: true,
  view_reports: true,
  crud_ok: true,
  accounting: true,
};
const none = Object.fromEntries(Object.keys(all).map((permission) => [permission, false]));

const ROLES = [
  ['アドミン', 'admin', all],
  ['マネージャー', 'manager', { ...all, manage_db: false, accounting: false }],
  ['エディター', 'editor', { ...none, manage_clients: true, view_reports: true, crud_ok: true }],
  ['ユーザー', 'user', { ...none, view_reports: true, crud_ok: true }],
  ['閲覧者', 'viewer', { ...none, view_reports: true }],
];

async function seedPeople(client) {
  await client.query(`INSERT INTO user_status (id, status_name) VALUES (1, '有効'), (2, '無効')`);
  for (const [index, [name, , permissions]] of ROLES.entries()) {
    await client.query('INSERT INTO user_roles (id, role_name, permissions) VALUES ($1, $2, $3)', [
      index + 1,
      name,
      permissions,
    ]);
  }
  // The system and the booking engine act, but never sign in: no password has this hash.
  await client.query(
    `INSERT INTO users (id, email, name, password_hash, role_id, created_by) VALUES
       (1, 'system@example.test', 'system', '!', 1, 1), (2, 'booking-engine@example.test', 'booking engine', '!', 4, 1)`,
  );
  await client.query(
    `SELECT setval('users_id_seq', 2), setval('user_roles_id_seq', 5), setval('user_status_id_seq', 2)`,
  );
  const hash = await bcrypt.hash(PASSWORD, BCRYPT_ROUNDS);
  for (const [index, [name, login]] of ROLES.entries()) {
    await client.query(
      'INSERT INTO users (email, name, password_hash, role_id, created_by) VALUES ($1, $2, $3, $4, 1)',
      [`${login}@example.test`, name, hash, index + 1],
    );
  }
}

/** Needs the schema; once per database. */
async function seedBase(client) {
  await seedPeople(client);
  await client.query(
    `INSERT INTO tax_info (id, name, percentage) VALUES (1, '非課税', 0), (2, '課税8%', 0.08), (3, '課税10%', 0.10)`,
  );
  await client.query(
    `INSERT INTO payment_types (id, name) VALUES
       (1, '現金'), (2, 'ネットポイント'), (3, '事前振り込み'), (4, 'クレジットカード'), (5, '請求書'), (6, '割引')`,
  );
  await client.query(`INSERT INTO plan_type_categories (id, name) VALUES (1, '素泊まり')`);
  await client.query(`INSERT INTO plan_package_categories (id, name) VALUES (1, '通常')`);
  await client.query(
    `INSERT INTO clients (id, name, name_kanji, legal_or_natural_person, created_by) VALUES
       ('11111111-1111-1111-1111-111111111111', '予約不可', '予約不可', 'legal', 1),
       ('22222222-2222-2222-2222-222222222222', '押さえ', '押さえ', 'legal', 1)`,
  );
  for (const [name, template] of Object.entries(templates)) {
    await client.query('INSERT INTO xml_templates (name, template) VALUES ($1, $2)', [name, template]);
  }
}

module.exports = { seedBase };
