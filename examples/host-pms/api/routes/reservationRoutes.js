// Reservations as the pages show and change them.
const { Router } = require('express');
const { authMiddleware, authMiddlewareCRUDAccess } = require('../middleware/authMiddleware');
const { selectReservationsInventory } = require('../models/report');
const reservations = require('../models/reservations');

const router = Router();

router.get('/reservation/available-rooms', authMiddleware, async (req, res) => {
  const { hotel_id: hotelId, start_date: start, end_date: end } = req.query;
  const availableRooms = await reservations.selectAvailableRooms(req.requestId, hotelId, start, end);
  if (availableRooms.length === 0) return res.status(201).json({ message: '空室がありません。' });
  res.status(200).json({ availableRooms });
});

router.get('/reservation/reserved-rooms/:hotelId/:start/:end', authMiddleware, async (req, res) => {
  const { hotelId, start, end } = req.params;
  const rooms = await reservations.selectRooms(req.requestId, hotelId);
  const reservedRooms = await reservations.selectReservedRooms(req.requestId, hotelId, start, end);
  res.status(200).json({ rooms, reservedRooms });
});

router.get('/reservation/info', authMiddleware, async (req, res) => {
  const reservation = await reservations.selectReservation(req.requestId, req.query.id, req.query.hotel_id);
  if (reservation.length === 0) return res.status(404).json({ error: '予約が見つかりません。' });
  res.status(200).json({ reservation });
});

router.post('/reservation/hold', authMiddlewareCRUDAccess, async (req, res) => {
  const {
    hotel_id: hotelId,
    room_type_id: roomTypeId,
    room_id: roomId,
    client_id: clientId,
    ...given
  } = req.body;
  if (!clientId && !given.name) return res.status(400).json({ error: 'nameString is required' });
  const hold = {
    hotelId,
    roomTypeId,
    roomId,
    clientId,
    client: given,
    checkIn: given.check_in,
    checkOut: given.check_out,
    people: given.number_of_people,
  };
  const id = await reservations.createReservationHold(req.requestId, hold, req.user.id);
  if (!id) return res.status(400).json({ error: '空室がありません。' });
  res.status(201).json({ message: '予約を作成しました。', reservation: { id } });
});

/** Says that the room was changed even where the database refused it. */
router.post('/reservation/move/room', authMiddlewareCRUDAccess, async (req, res) => {
  const { reservationId, numberOfPeopleOGM, numberOfPeopleToMove, roomIdOld, roomIdNew } = req.body;
  if (numberOfPeopleToMove === undefined || numberOfPeopleToMove === numberOfPeopleOGM) {
    await reservations.updateReservationRoom(req.requestId, reservationId, roomIdOld, roomIdNew, req.user.id);
  } else {
    const move = { reservationId, roomIdOld, roomIdNew, people: numberOfPeopleToMove };
    await reservations.updateReservationRoomWithCreate(req.requestId, move, req.user.id);
  }
  res.status(200).json({ message: 'Room changed successfully' });
});

router.put('/reservation/update/room/:id', authMiddlewareCRUDAccess, async (req, res) => {
  await reservations.updateReservationDetailRoom(req.requestId, req.params.id, req.body.room_id, req.user.id);
  res.status(200).json({});
});

/** Answers with nothing where the length stays the same. */
router.put('/reservation/update/period/:reservationId', authMiddlewareCRUDAccess, async (req, res) => {
  const change = {
    ...req.body,
    originalReservationId: req.params.reservationId,
    userId: req.user.id,
  };
  res.status(200).json(await reservations.updateReservationRoomsPeriod(req.requestId, change));
});

router.put('/reservation/rooms/cancel', authMiddlewareCRUDAccess, async (req, res) => {
  const { hotelId, reservationId, detailIds, billable } = req.body;
  const cancelled = await reservations.cancelReservationRooms(
    req.requestId,
    hotelId,
    reservationId,
    detailIds,
    req.user.id,
    billable,
  );
  res.status(200).json({ success: true, cancelled });
});

router.put('/reservation/update/status/:id', authMiddlewareCRUDAccess, async (req, res) => {
  const { hotel_id, status } = req.body;
  const change = { id: req.params.id, hotel_id, status, updated_by: req.user.id };
  const reservation = await reservations.updateReservationStatus(req.requestId, change);
  if (!reservation) return res.status(404).json({ error: '予約が見つかりません。' });
  res.status(200).json(reservation);
});

/** Open to everyone, as the server's own jobs ask it. */
router.get('/report/res/inventory/:hid/:sdate/:edate', async (req, res) => {
  const { hid, sdate, edate } = req.params;
  res.status(200).json(await selectReservationsInventory(req.requestId, hid, sdate, edate));
});

router.get('/validation/double-booking', authMiddleware, async (req, res) => {
  res.status(200).json(await reservations.getDoubleBookings(req.requestId));
});

module.exports = router;
