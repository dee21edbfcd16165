// What was done, and by whom: the user of the PMS, and at a shared login the 担当者.
import { useTexts } from '../texts.js';

interface Doer {
  readonly userId: number | null;
  readonly clerk?: string | null;
}

export function useDoneBy(): (what: string, by: Doer) => string {
  const { t } = useTexts();
  return (what, { userId, clerk = null }) => {
    if (userId === null) return what;
    return clerk === null
      ? t('imports.byUser', { what, user: userId })
      : t('imports.byClerk', { what, user: userId, clerk });
  };
}
