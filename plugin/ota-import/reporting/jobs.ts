// The jobs behind statistics and health: days are counted every hour, verdicts looked at every five minutes.
import type { Platform } from '../../platform/index.js';
import { inEveryHotel } from './every-hotel.js';
import { createImportMonitor, type ImportMonitorService } from './monitor.js';

export function defineImportMonitor(platform: Platform): ImportMonitorService {
  const monitor = createImportMonitor(platform);
  const schedule = (name: string, cron: string, work: Parameters<typeof inEveryHotel>[1]) =>
    platform.jobs.schedule({ name, cron, work: () => inEveryHotel(platform, work) });
  schedule('import-statistics', '10 * * * *', (hotel) => monitor.countDays(hotel));
  schedule('import-health', '*/5 * * * *', (hotel) => monitor.look(hotel));
  return monitor;
}
