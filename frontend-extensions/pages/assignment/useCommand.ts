// A person's command: sent, told what came of it, and shown anew.
import { useToast } from 'primevue/usetoast';
import { Problem } from '../../api/client.js';
import { useProblemText } from '../../composables/useProblemText.js';
import { useTexts } from '../../texts.js';

/** Toasts and dialogs of this screen, apart from the PMS's own. */
export const messageGroup = 'heyawari';
const toastMilliseconds = 4000;

/** Called when a command begins; what it answers with, when it has ended: whether it was carried out. */
export type OnCommand = () => (isDone: boolean) => void;

export interface CommandTexts {
  readonly done: string;
  /** Default: the server's own sentence. */
  readonly refused?: (problem: Problem) => string | undefined;
}

/** The answer tells whether the command was carried out; what is shown may be out of date also where it was refused. */
export function useCommand(onCommand: OnCommand) {
  const toast = useToast();
  const { t } = useTexts();
  const problemText = useProblemText();

  function tell(severity: 'success' | 'warn' | 'error', summary: string, detail: string): void {
    toast.add({ group: messageGroup, severity, summary, detail, life: toastMilliseconds });
  }

  return async function command(
    send: () => Promise<unknown>,
    { done, refused }: CommandTexts,
  ): Promise<boolean> {
    const ended = onCommand();
    let isDone = false;
    try {
      await send();
      isDone = true;
      tell('success', t('command.success'), done);
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      const [severity, summary] =
        failure.status === 409
          ? (['warn', 'command.warning'] as const)
          : (['error', 'command.error'] as const);
      tell(severity, t(summary), refused?.(failure) ?? problemText(failure));
    } finally {
      ended(isDone);
    }
    return isDone;
  };
}
