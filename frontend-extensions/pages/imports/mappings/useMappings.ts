// What the hotel's room codes mean: one answer for the list and for the dialog.
import { useApi } from '../../../api/client.js';
import { getMappings, type Mappings } from '../../../api/mappings.js';
import { type Answer, ofMessages, useAnswer } from '../../../composables/answers.js';

export function useMappings(isShown: () => boolean = () => true): Answer<Mappings> {
  const api = useApi();
  return useAnswer({
    key: (hotel) => [...ofMessages(hotel), 'mappings'],
    ask: (signal) => getMappings(api, signal),
    isShown,
  });
}
