// A stay in words: its dates, its length, and why it is where it is.
import type { BookingPlan } from '../api/assignment.js';
import { formatDay } from '../dates.js';
import { useTexts } from '../texts.js';

type Dates = Pick<BookingPlan, 'checkIn' | 'checkOut'>;

export function usePlanText() {
  const { t, te, locale } = useTexts();
  const translated = (key: string, params: Readonly<Record<string, string | number>>): string | undefined =>
    te(key) ? t(key, params) : undefined;
  /** A key that this screen does not know yet, of a newer server, counts as no reason. */
  const told = ({ reason }: Pick<BookingPlan, 'reason'>): string =>
    translated(`reason.${reason.key}`, reason.params) ?? t('reason.unknown');

  return {
    dates({ checkIn, checkOut }: Dates): string {
      if (checkIn === checkOut) return formatDay(checkIn, locale.value);
      return t('plan.range', {
        from: formatDay(checkIn, locale.value),
        to: formatDay(checkOut, locale.value),
      });
    },

    /** Number and guest, where the guest is known. */
    booking: ({ bookingNumber, guestName }: Pick<BookingPlan, 'bookingNumber' | 'guestName'>): string =>
      guestName ? t('plan.bookingAndGuest', { booking: bookingNumber, guest: guestName }) : bookingNumber,

    /** Undefined of a stay over night, and where nobody has said the hours. */
    dayUse: ({ dayUse }: Pick<BookingPlan, 'dayUse'>): string | undefined =>
      dayUse ? t('plan.dayUseHours', dayUse) : undefined,

    nights({ nights, dayUse }: Pick<BookingPlan, 'nights' | 'dayUse'>): string {
      if (dayUse) return t('plan.dayUseHours', dayUse);
      return nights === 0 ? t('plan.dayUse') : t('plan.nightCount', { count: nights });
    },

    told,

    reason({ reason, finalCause, state }: BookingPlan): string {
      if (reason.key.startsWith('import.failure.')) return t('reason.notImported');
      const placed = told({ reason });
      const decided =
        state === 'final' && finalCause ? translated(`finalCause.${finalCause}`, {}) : undefined;
      return decided ? t('reason.andDecided', { placed, decided }) : placed;
    },
  };
}
