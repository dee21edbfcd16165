// The public socket server: a browser says which hotel it looks at and hears of that hotel's changes. Nobody is asked who they are.
const { Server } = require('socket.io');

function createSockets(server, { origins, domain }) {
  const io = new Server(server, { cors: { origin: origins } });
  io.on('connection', (socket) => {
    const { hotelId } = socket.handshake.query;
    const origin = socket.handshake.headers.origin ?? '';
    socket.join(origin.includes(`test.${domain}`) ? 'dev' : 'prod');
    if (hotelId) socket.join(`hotel:${hotelId}`);
    socket.on('join_hotel_room', (id) => socket.join(`hotel:${id}`));
  });
  return io;
}

module.exports = { createSockets };
