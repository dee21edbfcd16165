// The door of everything that has to do with the site controller's XML.
const { submitXMLTemplate } = require('./xml/soap');

module.exports = {
  submitXMLTemplate,
  ...require('./xml/stock'),
  ...require('./xml/reservations'),
  ...require('./xml/pages'),
};
