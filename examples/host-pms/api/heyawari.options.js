// Options of the plugin beyond the environment: empty, unless a program that runs the PMS in its own process fills it before (a clock, say).
module.exports = {};
