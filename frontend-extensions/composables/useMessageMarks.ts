// Which bookings have messages that are not imported, so that their stays say so: asked once by the page, told to whatever it shows.
import { computed, type ComputedRef, inject, type InjectionKey, provide } from 'vue';
import { useApi } from '../api/client.js';
import { getOpenBookings, type OpenBookings } from '../api/imports.js';
import { ofMessages, useAnswer } from './answers.js';

export type MessageMark = OpenBookings['items'][number];
type Marks = ComputedRef<ReadonlyMap<string, MessageMark>>;

const key: InjectionKey<Marks> = Symbol('heyawari message marks');

/** For a page; `isShown` false asks for nothing. */
export function provideMessageMarks(isShown: () => boolean): void {
  const api = useApi();
  const open = useAnswer({
    key: (hotel) => [...ofMessages(hotel), 'bookings'],
    ask: (signal) => getOpenBookings(api, signal),
    isShown,
  });
  provide(
    key,
    computed(() => new Map(open.data.value?.items.map((mark) => [mark.bookingNumber, mark]))),
  );
}

/** Of a booking number; undefined where all its messages are imported. */
export function useMessageMarks(): (bookingNumber: string) => MessageMark | undefined {
  const marks = inject(key);
  return (bookingNumber) => marks?.value.get(bookingNumber);
}
