// A person's command: sent, told what came of it, and shown anew.
import { useToast } from 'primevue/usetoast';
import { Problem } from '../api/client.js';
import { useTexts } from '../texts.js';
import { useProblemText } from './useProblemText.js';

/** Toasts and dialogs of this screen, apart from the PMS's own. */
export const messageGroup = 'heyawari';
const toastMilliseconds = 4000;

/** Called when a command begins; what it answers with, when it has ended: whether it was carried out. */
export type OnCommand = () => (isDone: boolean) => void;

/** What a person is told of a command that was carried out: `warn` where it came to less than hoped for. */
export interface Told {
  readonly severity: 'success' | 'warn';
  readonly text: string;
}

export interface CommandTexts<Answer> {
  /** Default: nothing is said, since the answer is shown. */
  readonly done?: string | ((answer: Answer) => Told);
  /** Default: the server's own sentence. */
  readonly refused?: (problem: Problem) => string | undefined;
  /** Of a form: what was refused is said at its fields, too. */
  readonly onRefused?: (problem: Problem) => void;
}

/** The answer tells whether the command was carried out; what is shown may be out of date also where it was refused. */
export function useCommand(onCommand: OnCommand) {
  const toast = useToast();
  const { t } = useTexts();
  const problemText = useProblemText();

  function tell(severity: 'success' | 'warn' | 'error', summary: string, detail: string): void {
    toast.add({ group: messageGroup, severity, summary, detail, life: toastMilliseconds });
  }

  function tellDone({ severity, text }: Told): void {
    tell(severity, t(severity === 'success' ? 'command.success' : 'command.warning'), text);
  }

  function tellRefused(problem: Problem, text: string): void {
    if (problem.status === 409) tell('warn', t('command.warning'), text);
    else tell('error', t('command.error'), text);
  }

  return async function command<Answer>(
    send: () => Promise<Answer>,
    { done, refused, onRefused }: CommandTexts<Answer>,
  ): Promise<boolean> {
    const ended = onCommand();
    let isDone = false;
    try {
      const answer = await send();
      isDone = true;
      if (done !== undefined)
        tellDone(typeof done === 'string' ? { severity: 'success', text: done } : done(answer));
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      onRefused?.(failure);
      tellRefused(failure, refused?.(failure) ?? problemText(failure));
    } finally {
      ended(isDone);
    }
    return isDone;
  };
}
