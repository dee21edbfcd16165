// Tells open calendars that reservations changed, as far as the database says so.
const { listenTo } = require('./listen');

/** Forwards the payload as it is, so whoever notifies the channel with a hotel_id reaches that hotel's browsers. */
const forwardTableUpdates = (pool, io, environment) =>
  listenTo(pool, 'logs_reservation_changed', (payload) => {
    const change = JSON.parse(payload);
    io.to(`hotel:${change.hotel_id}`).emit('tableUpdate', {
      message: 'Reservation update detected',
      environment,
      ...change,
    });
  });

module.exports = { forwardTableUpdates };
