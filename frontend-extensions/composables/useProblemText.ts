// What a person reads when a call failed: the server's own sentence where it sent one.
import type { Problem } from '../api/client.js';
import { withDays } from '../dates.js';
import { useTexts } from '../texts.js';

export function useProblemText(): (problem: Problem) => string {
  const { t, locale } = useTexts();
  return (problem) => {
    if (problem.status === 0) return t('problem.network');
    if (problem.status === 401) return t('problem.unauthorized');
    if (problem.message) return withDays(problem.message, locale.value);
    if (problem.status === 403) return t('problem.forbidden');
    return problem.status >= 500 ? t('problem.unavailable') : t('problem.other', { status: problem.status });
  };
}
