// The jobs behind statistics and health: days are counted every hour, verdicts looked at every five minutes.
import type { Platform } from '../../platform/index.js';
import { inEveryHotel } from './every-hotel.js';
import { createImportMonitor, type ImportMonitorService } from './monitor.js';

export function defineImportMonitor(platform: Platform): ImportMonitorService {
  const monitor = createImportMonitor(platform);
  platform.jobs.schedule({
    ...{ name: 'import-statistics', cron: '10 * * * *' },
    idempotent: 'A day is counted from its attempts, and written over what was counted of it before.',
    work: () => inEveryHotel(platform, (hotel) => monitor.countDays(hotel)),
  });
  platform.jobs.schedule({
    ...{ name: 'import-health', cron: '*/5 * * * *' },
    idempotent: 'A verdict is written only where it turns.',
    work: () => inEveryHotel(platform, (hotel) => monitor.look(hotel)),
  });
  return monitor;
}
