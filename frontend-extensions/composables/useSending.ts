// What a form or a dialog sends: one command at a time, and what it came to other than hoped for is said where it was filled in.
import { computed, type ComputedRef, type Ref, ref, shallowRef, watch } from 'vue';
import type { Problem } from '../api/client.js';
import { useTexts } from '../texts.js';
import { type CommandTexts, type OnCommand, type Told, useCommand } from './useCommand.js';
import { type FieldProblems, useFieldProblems } from './useFieldProblems.js';

/** Refusals of what was filled in over something that is another by now. */
const outdated: ReadonlySet<string | undefined> = new Set(['version.changed', 'pool.plan_changed']);
export const isOutdated = (problem: Problem | undefined): boolean => outdated.has(problem?.key);

export interface Sending {
  readonly isUnderWay: Readonly<Ref<boolean>>;
  /** What the last command came to, where that is not what was hoped for; until the next one, or until what was refused is mended. */
  readonly said: ComputedRef<Told | undefined>;
  /** What of the sent body was refused. */
  readonly refused: FieldProblems;
  /**
   * Whether it came about as hoped for, and what it was sent from is still open. Nothing is sent while another is under way.
   * `body`: what is filled in, as the paths of its refused fields name it.
   */
  send<Answer>(
    work: () => Promise<Answer>,
    texts: Omit<CommandTexts<Answer>, 'sayThere'>,
    body?: object,
  ): Promise<boolean>;
  forget(): void;
}

/** `isOpen`: whether a person sees what is said there; of what comes after it was closed a toast tells. Default: always. */
export function useSending(onCommand: OnCommand, isOpen: () => boolean = () => true): Sending {
  const { t } = useTexts();
  const command = useCommand(onCommand);
  const refused = useFieldProblems();
  const isUnderWay = ref(false);
  const told = shallowRef<Told>();
  /** How often it was opened or closed: an answer is for the opening that asked. */
  let openings = 0;

  function forget(): void {
    told.value = undefined;
    refused.clear();
  }
  watch(isOpen, () => {
    openings += 1;
    isUnderWay.value = false;
    forget();
  });

  const said = computed(() => {
    const isMended = (told.value?.problem?.fields.length ?? 0) > 0 && !refused.any();
    return isMended ? undefined : told.value;
  });

  async function send<Answer>(
    work: () => Promise<Answer>,
    { done, refused: wording }: CommandTexts<Answer>,
    body: object = {},
  ): Promise<boolean> {
    if (isUnderWay.value) return false;
    const opening = openings;
    const isStillOpen = () => opening === openings && isOpen();
    function sayThere(one: Told): boolean {
      if (!isStillOpen()) return false;
      told.value = one;
      if (one.problem) refused.note(one.problem, body);
      return true;
    }
    const outdatedText = (problem: Problem) =>
      isStillOpen() && isOutdated(problem) ? t('command.outdated') : undefined;
    forget();
    isUnderWay.value = true;
    try {
      const isDone = await command(work, {
        ...(done !== undefined && { done }),
        refused: (problem) => wording?.(problem) ?? outdatedText(problem),
        sayThere,
      });
      return isDone && opening === openings;
    } finally {
      if (opening === openings) isUnderWay.value = false;
    }
  }

  return { isUnderWay, said, refused, send, forget };
}
