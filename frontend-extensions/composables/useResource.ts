// Something fetched from the API, with its state. The answer to the newest question wins, however late older ones come.
import { onScopeDispose, type Ref, ref, shallowRef } from 'vue';
import { Problem } from '../api/client.js';

export interface Resource<T> {
  /** Undefined until the first answer; kept while a newer one is on its way, and when it fails. */
  readonly data: Readonly<Ref<T | undefined>>;
  readonly problem: Readonly<Ref<Problem | undefined>>;
  readonly isLoading: Readonly<Ref<boolean>>;
  load(): Promise<void>;
  /** Forgets everything, also what is still on its way. */
  clear(): void;
}

/** `fetchIt` is told by its signal that nobody waits for its answer any more. */
export function useResource<T>(fetchIt: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const data = shallowRef<T>();
  const problem = shallowRef<Problem>();
  const isLoading = ref(false);
  let newest = new AbortController();

  /** Gives up the question under way. */
  function ask(): AbortController {
    newest.abort();
    newest = new AbortController();
    return newest;
  }

  async function load(): Promise<void> {
    const question = ask();
    isLoading.value = true;
    try {
      const answer = await fetchIt(question.signal);
      if (question !== newest) return;
      data.value = answer;
      problem.value = undefined;
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      if (question === newest) problem.value = failure;
    } finally {
      if (question === newest) isLoading.value = false;
    }
  }

  function clear(): void {
    ask();
    data.value = undefined;
    problem.value = undefined;
    isLoading.value = false;
  }

  onScopeDispose(clear);
  return { data, problem, isLoading, load, clear };
}
