// Where a page goes by its address: a step that a person takes is one that the back button takes back.
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router';

export interface Steps {
  /** To what a person has chosen. */
  go(query: LocationQueryRaw): void;
  /** Without a step of its own: what is typed letter by letter, or put right without being asked. */
  amend(query: LocationQueryRaw): void;
  /** As the back button does where that leads there, so that what was closed does not open again; else in its place. */
  leaveTo(query: LocationQueryRaw): void;
}

export function useSteps(): Steps {
  const route = useRoute();
  const router = useRouter();
  const amend = (query: LocationQueryRaw): void => void router.replace({ query });
  return {
    go: (query) => void router.push({ query }),
    amend,
    leaveTo(query) {
      const { fullPath } = router.resolve({ path: route.path, query });
      if (router.options.history.state.back === fullPath) router.back();
      else amend(query);
    },
  };
}
