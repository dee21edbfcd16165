// Asking for the 担当者 (D18): once for all commands that wait for it, answered in the dialog of ClerkControl.
import { readonly, ref, type Ref } from 'vue';
import { clerkOf, keepClerk } from '../api/clerk.js';
import { Problem } from '../api/client.js';
import { useHost } from '../host.js';

const isOpen = ref(false);
let waiting: ((isNamed: boolean) => void)[] = [];

function answer(isNamed: boolean): void {
  isOpen.value = false;
  const told = waiting;
  waiting = [];
  for (const tell of told) tell(isNamed);
}

/** Whether a command was refused since it does not say who gives it. */
export const lacksClerk = (failure: unknown): boolean =>
  failure instanceof Problem && failure.key === 'request.clerk_missing';

export interface Clerk {
  /** Who was named in this session; undefined: nobody. */
  readonly name: () => string | undefined;
  readonly isOpen: Readonly<Ref<boolean>>;
  /** Whether somebody was named; not before the dialog is closed. */
  ask(): Promise<boolean>;
  keep(name: string): void;
  /** Nobody is named by that. */
  close(): void;
}

export function useClerk(): Clerk {
  const host = useHost();
  return {
    name: () => clerkOf(host.token()),
    isOpen: readonly(isOpen),
    ask() {
      isOpen.value = true;
      return new Promise((resolve) => waiting.push(resolve));
    },
    keep(name) {
      keepClerk(name, host.token());
      answer(true);
    },
    close: () => answer(false),
  };
}
