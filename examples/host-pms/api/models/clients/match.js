// Finds the person a message names among the clients, or makes a new one.

function requireName(name) {
  if (!name) throw new Error('nameString is required');
}

/** A returning guest is one whose eight fields are all equal; anything else is somebody new. */
async function findOrCreateClient(client, person, userId) {
  const name = person.nameKana ?? person.nameKanji;
  requireName(name);
  const fields = [
    name,
    person.nameKana,
    person.nameKanji,
    person.dateOfBirth,
    person.legal,
    person.gender,
    person.email,
    person.phone,
  ];
  const { rows } = await client.query(
    `SELECT id FROM clients
     WHERE name = $1 AND name_kana IS NOT DISTINCT FROM $2 AND name_kanji IS NOT DISTINCT FROM $3
       AND date_of_birth IS NOT DISTINCT FROM $4 AND legal_or_natural_person IS NOT DISTINCT FROM $5
       AND gender IS NOT DISTINCT FROM $6 AND email IS NOT DISTINCT FROM $7 AND phone IS NOT DISTINCT FROM $8
     LIMIT 1`,
    fields,
  );
  if (rows.length > 0) return rows[0].id;
  const inserted = await client.query(
    `INSERT INTO clients (name, name_kana, name_kanji, date_of_birth, legal_or_natural_person, gender, email, phone,
                          created_by, updated_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) RETURNING id`,
    [...fields, userId],
  );
  return inserted.rows[0].id;
}

/** Somebody without an address keeps none, and nothing is asked. */
async function keepAddress(client, clientId, person, userId) {
  if (!person.postalCode && !person.street) return;
  const { rows } = await client.query('SELECT postal_code, street FROM addresses WHERE client_id = $1', [
    clientId,
  ]);
  const known = rows.some(
    ({ postal_code, street }) => postal_code === person.postalCode && street === person.street,
  );
  if (known) return;
  await client.query(
    `INSERT INTO addresses (client_id, address_name, postal_code, street, created_by) VALUES ($1, 'OTA', $2, $3, $4)`,
    [clientId, person.postalCode, person.street, userId],
  );
}

module.exports = { requireName, findOrCreateClient, keepAddress };
