// Faults of the real PMS that would stop everything if they were always there: a test switches them on.

/**
 * `beside_client`: the OTA functions write to a row that they hold in the passed client's transaction once more over a connection of the
 * pool, and wait for themselves; PostgreSQL sees no deadlock. PMS_FAULTS names those that are on from the start, separated by commas.
 */
const faults = new Set((process.env.PMS_FAULTS ?? '').split(',').filter(Boolean));

module.exports = { faults };
