// Root hooks of the whole suite: dates must not depend on the machine's time zone, nor what a property is tried with on chance.
import fc from 'fast-check';

process.env.TZ = 'Asia/Tokyo';
fc.configureGlobal({ seed: 20271127 });
