// Has everything asked for anew that a change may change: each answer once, also where it may have changed in more than one way.
import { useHost } from '../host.js';
import { type Changed, mayDiffer, ofHotel, useAnswers } from './answers.js';

export function useRefresh(): (changed: Iterable<Changed>) => Promise<void> {
  const { hotelId } = useHost();
  const answers = useAnswers();
  return (changed) =>
    answers.invalidateQueries({ queryKey: ofHotel(hotelId.value), predicate: mayDiffer(changed) });
}

export function useMessagesRefresh(): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(['messages']);
}
