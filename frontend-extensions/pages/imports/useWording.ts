// How this screen says days, amounts, people and states, in the language that is chosen.
import { formatDay } from '../../dates.js';
import { useTexts } from '../../texts.js';
import type { Wording } from './told-parts.js';

export function useWording(): Wording {
  const { t, locale } = useTexts();
  return {
    day: (day) => formatDay(day, locale.value),
    yen: (amount) => `¥${amount.toLocaleString(locale.value)}`,
    people: (count) => t('plan.peopleCount', { count }),
    status: (status) => t(`imports.reservationStatus.${status}`),
    issued: (paper) => t(`imports.issued.${paper}`),
  };
}
