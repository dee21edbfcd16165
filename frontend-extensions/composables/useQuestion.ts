// A command that is asked about once more before it is sent: the question that is open, and its answer.
import { computed, shallowRef } from 'vue';
import type { CommandTexts, OnCommand } from './useCommand.js';
import { isOutdated, type Sending, useSending } from './useSending.js';

export interface Question {
  readonly header: string;
  readonly text: string;
  /** What a yes is called. */
  readonly yes: string;
  readonly icon: `pi-${string}`;
  /** Whether what it does cannot be undone. */
  readonly isDanger?: boolean;
  /** Sends the command: whether it came about. */
  readonly send: () => Promise<boolean>;
}

export interface Questions {
  /** Undefined: none is open. */
  readonly question: Readonly<{ value: Question | undefined }>;
  readonly sending: Sending;
  /** Whether it was asked about something that is another by now: no yes is meant for that. */
  readonly isOutdated: Readonly<{ value: boolean }>;
  ask<Answer>(
    question: Omit<Question, 'send'> & {
      readonly work: () => Promise<Answer>;
      /** What it came to. The work's own answer is what `done` is told. */
      readonly texts: Omit<CommandTexts<Answer>, 'sayThere'>;
    },
  ): void;
  yes(): Promise<void>;
  close(): void;
}

export function useQuestion(onCommand: OnCommand): Questions {
  const question = shallowRef<Question>();
  const sending = useSending(onCommand, () => question.value !== undefined);
  const close = (): void => void (question.value = undefined);
  return {
    question,
    sending,
    isOutdated: computed(() => isOutdated(sending.said.value?.problem)),
    ask: ({ work, texts, ...asked }) =>
      void (question.value = { ...asked, send: () => sending.send(work, texts) }),
    async yes() {
      if (await question.value?.send()) close();
    },
    close,
  };
}
