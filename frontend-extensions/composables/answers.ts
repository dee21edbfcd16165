// What the server has answered, kept by question: shown at once when it is asked again, and asked for anew when it is said to have changed.
import { type QueryClient, useQuery, useQueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { type App, computed, type Ref } from 'vue';
import { Problem } from '../api/client.js';
import { useHost } from '../host.js';

/** Apart from answers that the PMS's own pages may keep in the same way. */
const clientKey = 'heyawari';

/**
 * An answer is good until a change is told of: then what is shown is asked for anew, and what is not when it is shown again. Coming back to
 * the window changes nothing. A question that failed is asked again by a person.
 */
export function installAnswers(app: App): void {
  app.use(VueQueryPlugin, {
    queryClientKey: clientKey,
    queryClientConfig: {
      defaultOptions: {
        queries: {
          staleTime: Infinity,
          retry: false,
          networkMode: 'always',
          refetchOnWindowFocus: false,
          refetchOnReconnect: false,
          structuralSharing: false,
          throwOnError: (failure) => !(failure instanceof Problem),
        },
      },
    },
  });
}

export const useAnswers = (): QueryClient => useQueryClient(clientKey);

type Key = readonly unknown[];

/** All that is known of a hotel. One hotel's stays never stand under another one's name. */
export const ofHotel = (hotel: number | null): Key => [hotel];
/** Of that, what a change of a stay may change. */
export const ofStays = (hotel: number | null): Key => [...ofHotel(hotel), 'stays'];
/** And what the site controller's messages may. */
export const ofMessages = (hotel: number | null): Key => [...ofHotel(hotel), 'messages'];
/** And what either may. */
export const ofBoth = (hotel: number | null): Key => [...ofHotel(hotel), 'both'];

/** What the PMS and the notes of staff tell of guests. */
export const ofGuests = (hotel: number | null): Key => [...ofHotel(hotel), 'guests'];

/** What a change is of. */
export type Changed = 'stays' | 'messages';

/** Whether what is known under a key may be another since. */
export function mayDiffer(changed: Iterable<Changed>): (known: { readonly queryKey: Key }) => boolean {
  const parts = new Set<unknown>([...changed, 'both']);
  return ({ queryKey: [, part] }) => parts.has(part);
}

export interface Question<T> {
  /** Questions with one key have one answer. */
  readonly key: (hotel: number | null) => Key;
  /** Told by its signal that nobody waits for the answer any more. */
  readonly ask: (signal: AbortSignal) => Promise<T>;
  /** Whether the answer is shown. Default: it is. */
  readonly isShown?: () => boolean;
}

export interface Answer<T> {
  /** Undefined until the first answer. Kept while a newer one is on its way, also to another question about the hotel, and when it fails. */
  readonly data: Readonly<Ref<T | undefined>>;
  readonly problem: Readonly<Ref<Problem | undefined>>;
  readonly isAsking: Readonly<Ref<boolean>>;
  /** Whether what is shown is still the answer to the question before this one. */
  readonly isOfBefore: Readonly<Ref<boolean>>;
  ask(): void;
}

export function useAnswer<T>({ key, ask, isShown = () => true }: Question<T>): Answer<T> {
  const { hotelId } = useHost();
  const query = useQuery<unknown, Error, unknown, Key>(
    {
      queryKey: computed(() => key(hotelId.value)),
      queryFn: ({ signal }) => ask(signal),
      enabled: computed(() => hotelId.value !== null && isShown()),
      placeholderData: (before: unknown, asked: { readonly queryKey: Key } | undefined) =>
        asked?.queryKey[0] === hotelId.value ? before : undefined,
      shallow: true,
    },
    useAnswers(),
  );
  return {
    data: query.data as Answer<T>['data'],
    problem: computed(() => (query.error.value instanceof Problem ? query.error.value : undefined)),
    isAsking: query.isFetching,
    isOfBefore: query.isPlaceholderData,
    ask: () => void query.refetch(),
  };
}
