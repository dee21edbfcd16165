// The screen's state lives in the address bar: reload, back button and a shared link show the same.
import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { type Address, readAddress, writeAddress } from './address.js';

export interface AddressBar {
  readonly address: ComputedRef<Address>;
  /** Changes the named parts. Any change but one of the page itself starts again at page 1. */
  readonly change: (part: Partial<Address>) => void;
}

export function useAddress(): AddressBar {
  const route = useRoute();
  const router = useRouter();
  const address = computed(() => readAddress(route.query));

  return {
    address,
    change(part) {
      const query = writeAddress({ ...address.value, page: 1, ...part });
      void router.replace({ query });
    },
  };
}
