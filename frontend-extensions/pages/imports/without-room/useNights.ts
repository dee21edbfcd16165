// Nights in words, those that follow each other as one span.
import { usePlanText } from '../../../composables/usePlanText.js';
import { formatDay, rangesOf } from '../../../dates.js';
import { useTexts } from '../../../texts.js';

export function useNights(): (nights: readonly string[]) => string {
  const { t, locale } = useTexts();
  const text = usePlanText();
  return (nights) =>
    rangesOf(nights)
      .map(({ from, to }) =>
        from === to ? formatDay(from, locale.value) : text.dates({ checkIn: from, checkOut: to }),
      )
      .join(t('imports.withoutRoom.and'));
}
