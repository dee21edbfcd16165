// Makes the PMS's database: schema, base rows, hotels. For development and tests; the real one is made by hand.
const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const { seedBase } = require('./seed-base');
const { seedHotel } = require('./seed-hotel');

const directory = path.join(__dirname, 'schema');

/** Creates every table, trigger and view. The client is connected to an empty database. */
async function installSchema(client) {
  for (const file of readdirSync(directory).sort()) {
    await client.query(readFileSync(path.join(directory, file), 'utf8'));
  }
}

module.exports = { installSchema, seedBase, seedHotel };
