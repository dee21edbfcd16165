// Who works here. What that one may do is not known before, nor said.
import { onMounted, onScopeDispose } from 'vue';
import { useHost } from '../host.js';

const againMilliseconds = 5_000;

/** Asks the PMS until it has said: it may be down when the page is opened. */
export function useSignedIn(): void {
  const host = useHost();
  const ask = (): void => {
    if (host.isUserKnown.value) return;
    // It is asked again; that the PMS does not answer is said by whatever else the page asks.
    void host.fetchUser().catch(() => undefined);
  };
  onMounted(ask);
  const timer = setInterval(ask, againMilliseconds);
  onScopeDispose(() => clearInterval(timer));
}
