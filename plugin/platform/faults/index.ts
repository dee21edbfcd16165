// The face of faults of the installation: recognised in any error, told as one alert.
export { createFaults, databaseFaults, faultFamilies, type Faults } from './alarm.js';
export { installationFaultOf } from './classify.js';
