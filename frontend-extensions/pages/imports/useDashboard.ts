// How the import stands at a glance, asked once for all who show it.
import { useApi } from '../../api/client.js';
import { getImportDashboard, type ImportDashboard } from '../../api/import-reports.js';
import { ofMessages, useAnswer } from '../../composables/answers.js';

export function useDashboard(isShown?: () => boolean) {
  const api = useApi();
  return useAnswer<ImportDashboard>({
    key: (hotel) => [...ofMessages(hotel), 'dashboard'],
    ask: (signal) => getImportDashboard(api, signal),
    ...(isShown && { isShown }),
  });
}
