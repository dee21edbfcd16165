// What the site controller's pages show and save: templates, masters, queues, responses.
const { getPool } = require('../../config/database');
const siteController = require('../../models/siteController');
const xmlModel = require('../../models/xmlModel');
const { submitXMLTemplate } = require('./soap');

const answer = (select) => async (req, res) => {
  res.status(200).json(await select(req));
};

const getXMLTemplate = answer(({ requestId, params }) =>
  xmlModel.selectXMLTemplate(requestId, Number(params.hotel_id), params.name),
);
const getXMLRecentResponses = answer(({ requestId }) => xmlModel.selectXMLRecentResponses(requestId));
const getRecentQueuedReservations = answer(({ requestId, query }) =>
  xmlModel.selectOTAReservationQueue(requestId, query.search),
);
const getFailedOTAReservations = answer(({ requestId }) =>
  xmlModel.selectFailedOTAReservationQueue(requestId),
);
const getOTAXmlQueue = answer(({ requestId }) => xmlModel.selectOTAXmlQueue(requestId));
const getFailedOTAXmlQueue = answer(({ requestId }) => xmlModel.selectOTAXmlQueue(requestId, 'failed'));
const updateOTAXmlQueueStatus = answer(({ requestId, params, body }) =>
  xmlModel.updateOTAXmlQueueStatus(requestId, Number(params.id), body.status),
);
const getTLRoomMaster = answer(({ requestId, params }) =>
  siteController.selectTLRoomMaster(getPool(requestId), Number(params.hotel_id)),
);
const getTLPlanMaster = answer(({ requestId, params }) =>
  siteController.selectTLPlanMaster(getPool(requestId), Number(params.hotel_id)),
);

const saving = (save) => async (req, res) => {
  const client = await getPool(req.requestId).connect();
  try {
    await client.query('BEGIN');
    await save(client, Number(req.params.hotel_id), req.body);
    await client.query('COMMIT');
    res.status(200).json({ message: '保存しました。' });
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
};

async function postXMLResponse(req, res) {
  const xml = req.body.toString('utf8');
  const result = await submitXMLTemplate(req, res, Number(req.params.hotel_id), req.params.name, xml);
  res.status(200).json(result);
}

module.exports = {
  getXMLTemplate,
  getXMLRecentResponses,
  getRecentQueuedReservations,
  getFailedOTAReservations,
  getOTAXmlQueue,
  getFailedOTAXmlQueue,
  updateOTAXmlQueueStatus,
  getTLRoomMaster,
  getTLPlanMaster,
  createTLRoomMaster: saving(siteController.saveTLRoomMaster),
  createTLPlanMaster: saving(siteController.saveTLPlanMaster),
  postXMLResponse,
};
