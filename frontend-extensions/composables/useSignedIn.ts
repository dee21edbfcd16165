// Who works here. What that one may do is not known before, nor said.
import { onMounted, onScopeDispose } from 'vue';
import { useHost } from '../host.js';

const againMilliseconds = 5_000;

/** Asks the PMS until it has said: it may be down when the page is opened. */
export function useSignedIn(): void {
  const host = useHost();
  const ask = (): void => {
    if (!host.isUserKnown.value) void host.fetchUser().catch(() => undefined); // asked again
  };
  onMounted(ask);
  const timer = setInterval(ask, againMilliseconds);
  onScopeDispose(() => clearInterval(timer));
}
