// A person's command: sent, told what came of it, and shown anew.
import { useToast } from 'primevue/usetoast';
import { Problem } from '../api/client.js';
import { useTexts } from '../texts.js';
import { lacksClerk, useClerk } from './useClerk.js';
import { useProblemText } from './useProblemText.js';

/** Toasts of this screen, apart from the PMS's own. */
export const messageGroup = 'heyawari';
const toastMilliseconds = 4000;

/** Called when a command begins; what it answers with, when it has ended: whether it was carried out. */
export type OnCommand = () => (isDone: boolean) => void;

/** What a person is told of a command: `warn` where it came to less than hoped for, or a colleague was first. */
export interface Told {
  readonly severity: 'success' | 'warn' | 'error';
  readonly text: string;
  /** Where it was refused. */
  readonly problem?: Problem;
}

export interface CommandTexts<Answer> {
  /** Default: nothing is said, since the answer is shown. */
  readonly done?: string | ((answer: Answer) => Told);
  /** Default: the server's own sentence. */
  readonly refused?: (problem: Problem) => string | undefined;
  /** What did not come about as hoped for is said there; false: it cannot be. Default: in a toast, as what did. */
  readonly sayThere?: (told: Told) => boolean;
}

const titles = { success: 'command.success', warn: 'command.warning', error: 'command.error' } as const;

/** The answer tells whether it came about as hoped for; what is shown may be out of date also where it was refused. */
export function useCommand(onCommand: OnCommand) {
  const toast = useToast();
  const { t } = useTexts();
  const problemText = useProblemText();
  const clerk = useClerk();

  /** Where it has to say who gives it, that is asked, and it is sent again. */
  async function answerTo<Answer>(send: () => Promise<Answer>): Promise<Answer> {
    try {
      return await send();
    } catch (failure) {
      if (!lacksClerk(failure) || !(await clerk.ask())) throw failure;
    }
    return send();
  }

  function tell(told: Told, sayThere: CommandTexts<unknown>['sayThere']): void {
    const { severity, text } = told;
    if (severity !== 'success' && sayThere?.(told)) return;
    toast.add({
      group: messageGroup,
      severity,
      summary: t(titles[severity]),
      detail: text,
      life: toastMilliseconds,
    });
  }

  return async function command<Answer>(
    send: () => Promise<Answer>,
    { done, refused, sayThere }: CommandTexts<Answer>,
  ): Promise<boolean> {
    const ended = onCommand();
    let told: Told | undefined;
    let isDone = false;
    try {
      const answer = await answerTo(send);
      isDone = true;
      told = typeof done === 'string' ? { severity: 'success', text: done } : done?.(answer);
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      const text = refused?.(failure) ?? problemText(failure);
      told = { severity: failure.status === 409 ? 'warn' : 'error', text, problem: failure };
    } finally {
      ended(isDone);
    }
    if (told) tell(told, sayThere);
    return isDone && (told?.severity ?? 'success') === 'success';
  };
}
