// Hotels: the list of all, and the opening of a new one.
const { Router } = require('express');
const { authMiddleware, authMiddleware_manageDB } = require('../middleware/authMiddleware');
const { selectHotels } = require('../models/hotel/select');
const { createHotel } = require('../models/hotel/write');

const router = Router();

router.get('/hotel-list', authMiddleware, async (req, res) => {
  res.status(200).json(await selectHotels(req.requestId));
});
router.post('/hotels', authMiddleware_manageDB, async (req, res) => {
  res.status(201).json(await createHotel(req.requestId, req.body, req.user.id));
});

module.exports = router;
