// 担当者 (D18): who works at a login that several people share; remembered in this tab until somebody signs in anew.
import { shallowRef } from 'vue';

/** Characters; the server takes no more. */
export const longestClerk = 40;

interface Kept {
  readonly name: string;
  readonly session: string;
}

const storageKey = 'heyawari.clerk';
/** Tells one sign-in from the next. */
const sessionOf = (token: string | null): string => (token ?? '').slice(-16);

function stored(): Kept | undefined {
  try {
    const kept = JSON.parse(globalThis.sessionStorage?.getItem(storageKey) ?? '{}') as Partial<Kept>;
    const { name, session } = kept;
    return typeof name === 'string' && typeof session === 'string' ? { name, session } : undefined;
  } catch {
    return undefined;
  }
}

const kept = shallowRef(stored());

/** As the server takes it: nothing in it that cannot be seen, no blanks around it. Empty: nobody is named. */
export const clerkNamed = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();

/** Who was named since that sign-in; undefined: nobody. */
export const clerkOf = (token: string | null): string | undefined =>
  kept.value?.session === sessionOf(token) ? kept.value.name : undefined;

export function keepClerk(name: string, token: string | null): void {
  kept.value = { name, session: sessionOf(token) };
  try {
    globalThis.sessionStorage?.setItem(storageKey, JSON.stringify(kept.value));
  } catch {
    // A browser that stores nothing asks again on the next page.
  }
}
