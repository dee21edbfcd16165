// Outgoing stock: rooms left per room group and day, put into the queue of messages to the site controller.
const { setTimeout: wait } = require('node:timers/promises');
const { getPool } = require('../../config/database');
const { insertOTAXmlQueue, selectXMLTemplate } = require('../../models/xmlModel');
const { generateRequestId, submitXMLTemplate } = require('./soap');

const SERVICE = 'NetStockBulkAdjustmentService';
const DAYS_PER_MESSAGE = 30;

/** Seconds: a first pause up to `start`, then `batch` plus up to as much again per message. STOCK_PAUSE_SECONDS scales both. */
function pauses() {
  const seconds = Number(process.env.STOCK_PAUSE_SECONDS ?? 3);
  return { start: () => Math.random() * seconds, batch: () => seconds + Math.random() * seconds };
}

const compact = (date) => date.replaceAll('-', '');

const adjustmentOf = (day) => `<adjustmentTarget>
      <adjustmentProcedureCode>1</adjustmentProcedureCode>
      <netRmTypeGroupCode>${day.netrmtypegroupcode}</netRmTypeGroupCode>
      <adjustmentDate>${compact(day.date)}</adjustmentDate>
      <remainingCount>${Math.max(0, day.total_rooms - day.room_count)}</remainingCount>
      <salesStatus>3</salesStatus>
    </adjustmentTarget>`;

/**
 * Queues one message per thirty rows of `req.body` (rows of selectReservationsInventory), holding its caller, and so the caller's
 * database client, for seconds: the site controller wants to be asked slowly.
 */
async function updateInventoryMultipleDays(req, res, dbClient = null, options = {}) {
  const hotelId = Number(req.params.hotel_id);
  const rows = (req.body ?? []).filter(({ netrmtypegroupcode }) => netrmtypegroupcode);
  const pause = pauses();
  await wait(pause.start() * 1000, undefined, { signal: options.signal });
  for (let first = 0; first < rows.length; first += DAYS_PER_MESSAGE) {
    await wait(pause.batch() * 1000, undefined, { signal: options.signal });
    const template = await selectXMLTemplate(req.requestId, hotelId, SERVICE, dbClient);
    const targets = rows.slice(first, first + DAYS_PER_MESSAGE).map(adjustmentOf);
    const xml = template
      .replace(/<adjustmentTarget>.*<\/adjustmentTarget>/s, targets.join('\n    '))
      .replace('{{requestId}}', generateRequestId(req.params.log_id));
    await insertOTAXmlQueue(req.requestId, hotelId, SERVICE, xml, dbClient);
  }
  res?.status(200).json({ message: 'OK' });
}

/** The same by hand, with a client of its own where none is given. */
async function manualUpdateInventoryMultipleDays(req, res, dbClient = null) {
  if (dbClient) return updateInventoryMultipleDays(req, res, dbClient);
  const client = await getPool(req.requestId).connect();
  try {
    await updateInventoryMultipleDays(req, res, client);
  } finally {
    client.release();
  }
}

/** Nights of a message, for dates like 20270201 only; a fault the contract keeps: none for 2027-02-01. */
function datesOf(data) {
  const { CheckInDate: checkIn = '', CheckOutDate: checkOut = '' } = data.BasicInformation ?? {};
  if (!/^\d{8}$/.test(checkIn) || !/^\d{8}$/.test(checkOut)) return [];
  const day = (text) => Date.UTC(text.slice(0, 4), text.slice(4, 6) - 1, text.slice(6, 8));
  const dates = [];
  for (let time = day(checkIn); time < day(checkOut); time += 86_400_000) {
    dates.push({ date: new Date(time).toISOString().slice(0, 10) });
  }
  return dates;
}

/** A fault the contract keeps: the text to replace is not the template's, so the message goes out with its placeholders. */
async function setDatesNotForSale(req, res, hotelId, inventory, dbClient = null) {
  const template = await selectXMLTemplate(req.requestId, hotelId, SERVICE, dbClient);
  const targets = inventory.map((day) => adjustmentOf({ ...day, total_rooms: 0, room_count: 0 }));
  const xml = template.replace('<adjustmentTargets/>', targets.join('\n'));
  await submitXMLTemplate(req, res, hotelId, SERVICE, xml, dbClient);
}

module.exports = {
  updateInventoryMultipleDays,
  manualUpdateInventoryMultipleDays,
  datesOf,
  setDatesNotForSale,
};
