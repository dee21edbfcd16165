// What 予約通知 shows: a page of messages and the one that is open.
import { computed } from 'vue';
import { useRoute } from 'vue-router';
import {
  getMessage,
  type ImportMessageDetail,
  type ImportMessagePage,
  listMessages,
} from '../../api/imports.js';
import { useApi } from '../../api/client.js';
import { ofMessages, useAnswer } from '../../composables/answers.js';
import { useLastPage } from '../../composables/useLastPage.js';
import { useMessagesRefresh } from '../../composables/useRefresh.js';
import { useSteps } from '../../composables/useSteps.js';
import { isTyped } from '../../query-parts.js';
import { type Address, messageQuery, readAddress, writeAddress } from './address.js';

export function useImports() {
  const route = useRoute();
  const steps = useSteps();
  const api = useApi();
  const refresh = useMessagesRefresh();
  const address = computed(() => readAddress(route.query));

  /** Changes the named parts. Any change but of the page or of the open message starts again at page 1. */
  function change(part: Partial<Address>): void {
    const page = 'message' in part ? address.value.page : 1;
    const query = writeAddress({ ...address.value, page, ...part });
    if (isTyped(part)) steps.amend(query);
    else if ('message' in part && part.message === undefined) steps.leaveTo(query);
    else steps.go(query);
  }

  const list = useAnswer<ImportMessagePage>({
    key: (hotel) => [...ofMessages(hotel), 'list', messageQuery(address.value)],
    ask: (signal) => listMessages(api, messageQuery(address.value), signal),
  });
  const open = useAnswer<ImportMessageDetail>({
    key: (hotel) => [...ofMessages(hotel), 'one', address.value.message],
    ask: (signal) => getMessage(api, address.value.message!, signal),
    isShown: () => address.value.message !== undefined,
  });

  useLastPage(
    () => (list.data.value?.page === address.value.page ? list.data.value : undefined),
    (page) => steps.amend(writeAddress({ ...address.value, page })),
  );

  return { address, change, list, open, refresh };
}
