// The screen's state lives in the address bar: reload, back button and a shared link show the same.
import { computed, type ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { useSteps } from '../../composables/useSteps.js';
import { isTyped } from '../../query-parts.js';
import { type Address, readAddress, writeAddress } from './address.js';

export interface AddressBar {
  readonly address: ComputedRef<Address>;
  /** Changes the named parts. Any change but one of the page itself starts again at page 1. What is typed is no step for the back button. */
  readonly change: (part: Partial<Address>) => void;
  /** Puts right what an address asks for that is not there. */
  readonly amend: (part: Partial<Address>) => void;
}

export function useAddress(): AddressBar {
  const route = useRoute();
  const steps = useSteps();
  const address = computed(() => readAddress(route.query));
  const withPart = (part: Partial<Address>) => writeAddress({ ...address.value, page: 1, ...part });
  const amend = (part: Partial<Address>): void => steps.amend(withPart(part));

  return {
    address,
    change: (part) => (isTyped(part) ? amend(part) : steps.go(withPart(part))),
    amend,
  };
}
