// Speaks to the site controller: one POST per message, everything sent and received is kept.
const { createHash } = require('node:crypto');
const xml2js = require('xml2js');
const logger = require('../../config/logger');
const { insertXMLRequest, insertXMLResponse } = require('../../models/xmlModel');

class OtaApiError extends Error {
  constructor(service, description) {
    super(`API call to ${service} failed: ${description}`);
    this.name = 'OtaApiError';
  }
}

const parse = (xml) => xml2js.parseStringPromise(xml, { explicitArray: false });

/** Request ids of outgoing messages: eight hexadecimal digits. */
function generateRequestId(seed) {
  return createHash('md5')
    .update(`${Date.now()}-${process.pid}-${Math.random()}-${seed}`)
    .digest('hex')
    .slice(0, 8)
    .toUpperCase();
}

/**
 * Sends a message and answers with `return` of the response. No time limit, no second try. Throws OtaApiError where the site
 * controller refuses, and any error of the network, the database (a response that is not well-formed) or the parser.
 */
async function submitXMLTemplate(req, res, hotelId, name, xml, dbClient = null) {
  await insertXMLRequest(req.requestId, hotelId, name, xml, dbClient);
  const response = await fetch(`${process.env.XML_REQUEST_URL}${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml' },
    body: xml,
  });
  const body = await response.text();
  await insertXMLResponse(req.requestId, hotelId, name, body, dbClient);
  const document = await parse(body);
  const result = document['S:Envelope']['S:Body']['ns2:executeResponse'].return;
  const { isSuccess, errorDescription } = result.commonResponse;
  if (isSuccess !== 'true') throw new OtaApiError(name, errorDescription);
  logger.debug(`${name} answered for hotel ${hotelId}`);
  return result;
}

module.exports = { parse, generateRequestId, submitXMLTemplate };
