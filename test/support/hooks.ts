// Root hooks of the whole suite: dates must not depend on the machine's time zone.
process.env.TZ = 'Asia/Tokyo';
