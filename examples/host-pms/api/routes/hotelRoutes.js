// Hotels: the list of all, and the opening of a new one.
const { Router } = require('express');
const { authMiddleware, authMiddleware_manageDB } = require('../middleware/authMiddleware');
const { selectHotels } = require('../models/hotel/select');
const { createHotel } = require('../models/hotel/write');

const router = Router();

router.get('/hotel-list', authMiddleware, async (req, res) => {
  res.status(200).json(await selectHotels(req.requestId));
});
/** What a new hotel must be told by. */
const REQUIRED = ['formal_name', 'name', 'open_date', 'total_rooms', 'address', 'email', 'phone_number'];

router.post('/hotels', authMiddleware_manageDB, async (req, res) => {
  const { facility_type: facilityType, ...hotel } = req.body;
  const missing = REQUIRED.filter((field) => !hotel[field]);
  if (!facilityType?.code) missing.push('facility_type');
  if (missing.length > 0)
    return res.status(400).json({ error: `必須項目がありません: ${missing.join(', ')}` });
  const given = { ...hotel, facility_type: facilityType.code };
  res.status(201).json(await createHotel(req.requestId, given, req.user.id));
});

module.exports = router;
