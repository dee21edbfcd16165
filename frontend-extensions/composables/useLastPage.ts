// A list of which the shown page may be gone.
import { watchEffect } from 'vue';

/** A page of a list, from 1, and how many rows there are over all pages. */
export interface ShownPage {
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
}

/** Turns to the last page where the shown one lies behind it, since what stood there is done or its address is old. `shown` undefined: not known. */
export function useLastPage(shown: () => ShownPage | undefined, turn: (page: number) => void): void {
  watchEffect(() => {
    const now = shown();
    if (!now) return;
    const last = Math.max(1, Math.ceil(now.total / now.pageSize));
    if (now.page > last) turn(last);
  });
}
