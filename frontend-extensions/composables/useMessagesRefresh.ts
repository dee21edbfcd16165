// Has everything asked for anew that the site controller's messages may change.
import { useHost } from '../host.js';
import { ofMessages, useAnswers } from './answers.js';

export function useMessagesRefresh(): () => Promise<void> {
  const { hotelId } = useHost();
  const answers = useAnswers();
  return () => answers.invalidateQueries({ queryKey: ofMessages(hotelId.value) });
}
