// The door of the reservation models.
module.exports = {
  ...require('./select'),
  ...require('./validation'),
  ...require('./write'),
  ...require('./period'),
  ...require('./ota-write'),
};
