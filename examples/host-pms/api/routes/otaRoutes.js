// What the admin's OTA page asks beside the site controller's own routes.
const { Router } = require('express');
const { getPool } = require('../config/database');
const { authMiddleware } = require('../middleware/authMiddleware');

const router = Router();

router.get('/ota/xml-data/:id', authMiddleware, async (req, res) => {
  const { rows } = await getPool(req.requestId).query(
    'SELECT id, hotel_id, name, response::TEXT AS response FROM xml_responses WHERE id = $1',
    [req.params.id],
  );
  if (rows.length === 0) return res.status(404).json({ error: 'データが見つかりません。' });
  res.status(200).json(rows[0]);
});
router.get('/ota/trigger-monitor/status', authMiddleware, (req, res) =>
  res.status(200).json({ isRunning: false }),
);

module.exports = router;
