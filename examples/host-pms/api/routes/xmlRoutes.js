// Routes of the site controller. The first four are for this server's own jobs and ask nobody who they are.
const { Router } = require('express');
const xml = require('../controllers/xmlController');
const {
  authMiddleware,
  authMiddlewareAdmin,
  authMiddleware_manageDB,
} = require('../middleware/authMiddleware');

const router = Router();

router.get('/sc/tl/reservations/fetch', xml.getOTAReservations);
router.get('/sc/tl/reservations/success', (req, res) => xml.successOTAReservations(req, res));
router.post('/sc/tl/inventory/multiple/:hotel_id/:log_id', (req, res) =>
  xml.manualUpdateInventoryMultipleDays(req, res),
);
router.post('/sc/tl/inventory-manual/multiple/:hotel_id/:log_id', (req, res) =>
  xml.manualUpdateInventoryMultipleDays(req, res),
);

router.get('/xml/template/:hotel_id/:name', authMiddleware_manageDB, xml.getXMLTemplate);
router.get('/xml/responses/recent', authMiddleware, xml.getXMLRecentResponses);
router.post('/xml/response/:hotel_id/:name', authMiddleware_manageDB, xml.postXMLResponse);
router.get('/xml-queue/recent', authMiddleware, xml.getOTAXmlQueue);
router.get('/xml-queue/failed', authMiddleware, xml.getFailedOTAXmlQueue);
router.put('/xml-queue/:id/status', authMiddlewareAdmin, xml.updateOTAXmlQueueStatus);
router.get('/ota-queue', authMiddlewareAdmin, xml.getRecentQueuedReservations);
router.get('/sc/tl/masterdata/room/:hotel_id', authMiddleware_manageDB, xml.getTLRoomMaster);
router.post('/sc/tl/masterdata/room/:hotel_id', authMiddleware_manageDB, xml.createTLRoomMaster);
router.get('/sc/tl/masterdata/plan/:hotel_id', authMiddleware_manageDB, xml.getTLPlanMaster);
router.post('/sc/tl/masterdata/plan/:hotel_id', authMiddleware_manageDB, xml.createTLPlanMaster);
router.get('/reservation/failed-ota', authMiddleware, xml.getFailedOTAReservations);

module.exports = router;
