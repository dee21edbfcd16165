// A field for what a person looks for: the list follows when the typing rests, and what is typed meanwhile stays.
import { onScopeDispose, type Ref, ref, watch } from 'vue';

const restMilliseconds = 300;

export interface TypedSearch {
  /** What stands in the field. */
  readonly search: Ref<string>;
  /** Something was typed. */
  readonly typed: () => void;
}

/** `current`: what is looked for by the address; `say` puts it there. Only what somebody else puts there comes into the field. */
export function useTypedSearch(current: () => string, say: (search: string) => void): TypedSearch {
  const search = ref(current());
  let said = search.value;
  let typing: ReturnType<typeof setTimeout> | undefined;
  watch(current, (now) => {
    if (now === said) return;
    clearTimeout(typing);
    search.value = said = now;
  });
  onScopeDispose(() => clearTimeout(typing));
  return {
    search,
    typed() {
      clearTimeout(typing);
      typing = setTimeout(() => say((said = search.value)), restMilliseconds);
    },
  };
}
