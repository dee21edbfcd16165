// Where a message stands, in one sentence: how it ended; of an open one why it is not imported and what to do.
import type { ImportMessage } from '../../api/imports.js';
import { useTexts } from '../../texts.js';

export type Standing = Pick<ImportMessage, 'state' | 'status' | 'reason' | 'resolution'>;

export function useHowItStands(): (message: Standing) => string {
  const { t, told } = useTexts();
  return ({ state, status, reason, resolution }) => {
    if (state !== 'done') return told(reason) ?? t('imports.noReason');
    return t(resolution ? `imports.resolution.${resolution}` : `imports.status.${status}`);
  };
}
