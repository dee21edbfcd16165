// The import of reservations, one transaction per hotel and delivery: all of it or nothing.
const logger = require('../../config/logger');
const { getPool } = require('../../config/database');
const { addOTAReservation, cancelOTAReservation, editOTAReservation } = require('../../models/reservations');
const {
  insertOTAReservationQueue,
  selectSiteControllerLogins,
  selectXMLTemplate,
  updateOTAReservationQueue,
} = require('../../models/xmlModel');
const { parse, submitXMLTemplate } = require('./soap');
const { datesOf, setDatesNotForSale } = require('./stock');

const WRITERS = {
  NewBookReport: addOTAReservation,
  ModificationReport: editOTAReservation,
  CancellationReport: cancelOTAReservation,
};

const asArray = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** Puts a message into the queue; throws where it has no DataID. Answers the message with its queue row's ids. */
async function processAndQueueReservation(requestId, data, hotelId, dbClient = null) {
  const transactionId = data.TransactionType?.DataID;
  if (!transactionId) throw new Error('message without DataID');
  const row = await insertOTAReservationQueue(
    requestId,
    {
      hotelId,
      otaReservationId: data.BasicInformation?.TravelAgencyBookingNumber || `temp_${Date.now()}`,
      transactionId,
      reservationData: data,
      status: 'pending',
    },
    dbClient,
  );
  return { data, hotelId, _queueId: row.id, _transactionId: transactionId };
}

/** Writes the messages in order and stops at the first that cannot be written. */
async function processQueuedReservations(requestId, reservations, client) {
  for (const { data, hotelId, _queueId } of reservations) {
    const write = WRITERS[data.TransactionType.DataClassification];
    const result = write
      ? await write(requestId, hotelId, data, client)
      : { success: false, error: `Unsupported class ${data.TransactionType.DataClassification}` };
    // A fault the contract keeps: the result's reason is in `error`, so this one is always lost.
    if (!result.success) return { success: false, failed: data, reason: result.message };
    await updateOTAReservationQueue(requestId, _queueId, 'processed', null, client);
  }
  return { success: true };
}

/** Messages that cannot be read are skipped with a line in the log; the delivery is confirmed all the same. */
async function queueMessages(req, hotelId, list, client) {
  const queued = [];
  for (const entry of list) {
    try {
      const document = await parse(entry.infoTravelXML);
      queued.push(
        await processAndQueueReservation(req.requestId, document.AllotmentBookingReport, hotelId, client),
      );
    } catch (error) {
      logger.error(`message of hotel ${hotelId} skipped: ${error.message}`);
    }
  }
  return queued;
}

/** Tries to close what could not be booked, inside the transaction that is about to be rolled back. */
async function stopSale(req, res, hotelId, failed, client) {
  const inventory = datesOf(failed);
  if (inventory.length === 0) return;
  try {
    await setDatesNotForSale(req, res, hotelId, inventory, client);
  } catch (error) {
    logger.error(`stop-sell of hotel ${hotelId} not sent: ${error.message}`);
  }
}

async function failBatch(req, queued, client) {
  await client.query('ROLLBACK');
  for (const { _queueId } of queued) {
    await updateOTAReservationQueue(
      req.requestId,
      _queueId,
      'failed',
      { error: 'Batch processing failed', details: 'Failed to process reservation' },
      client,
    );
  }
}

/** Whether the batch was committed. */
async function writeBatch(req, res, hotelId, queued, client) {
  await client.query('BEGIN');
  try {
    const result = await processQueuedReservations(req.requestId, queued, client);
    if (result.success) await client.query('COMMIT');
    else {
      await stopSale(req, res, hotelId, result.failed, client);
      await failBatch(req, queued, client);
    }
    return result.success;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function importHotel(req, res, hotelId, client) {
  const template = await selectXMLTemplate(req.requestId, hotelId, 'BookingInfoOutputService', client);
  const output = await submitXMLTemplate(req, res, hotelId, 'BookingInfoOutputService', template, client);
  const queued = await queueMessages(req, hotelId, asArray(output.bookingInfoList), client);
  if (asArray(output.bookingInfoList).length === 0) return;

  if (!(await writeBatch(req, res, hotelId, queued, client))) return;
  const outputId = output.configurationSettings?.outputId;
  if (outputId) await successOTAReservations(req, res, hotelId, outputId, client);
  else logger.warn(`delivery for hotel ${hotelId} without outputId`);
}

/** GET /sc/tl/reservations/fetch: every login of every hotel in turn. Answers 200 whatever became of it. */
async function getOTAReservations(req, res) {
  const client = await getPool(req.requestId).connect();
  try {
    for (const { hotel_id: hotelId } of await selectSiteControllerLogins(req.requestId, client)) {
      try {
        await importHotel(req, res, hotelId, client);
      } catch (error) {
        logger.error(`import of hotel ${hotelId} failed: ${error.message}`);
      }
    }
    res.status(200).json({ message: 'Processed all hotels.' });
  } finally {
    client.release();
  }
}

/** Confirms a delivery. As a route, hotel and delivery come as `?hotel_id=&outputId=`. */
async function successOTAReservations(req, res, hotelId, outputId, dbClient = null) {
  const hotel = hotelId ?? Number(req.query.hotel_id);
  const template = await selectXMLTemplate(req.requestId, hotel, 'OutputCompleteService', dbClient);
  const xml = template.replace('{{outputId}}', outputId ?? req.query.outputId);
  await submitXMLTemplate(req, res, hotel, 'OutputCompleteService', xml, dbClient);
  if (!hotelId) res.status(200).json({ message: 'OK' });
}

module.exports = {
  processAndQueueReservation,
  processQueuedReservations,
  getOTAReservations,
  successOTAReservations,
};
