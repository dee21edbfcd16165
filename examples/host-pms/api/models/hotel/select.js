// The hotels a signed-in person can choose from: all of them.
const { getPool } = require('../../config/database');

async function selectHotels(requestId) {
  const { rows } = await getPool(requestId).query(
    'SELECT id, name, formal_name FROM hotels ORDER BY sort_order, id',
  );
  return rows;
}

module.exports = { selectHotels };
