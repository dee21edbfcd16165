// The door of the reservation models.
module.exports = {
  ...require('./select'),
  ...require('./validation'),
  ...require('./write'),
  ...require('./ota-write'),
};
