// What a person does with the open message: sent with what was shown, and told what became of it.
import { type Ref, ref } from 'vue';
import {
  acceptMessage,
  type Choices,
  editMessage,
  type Edits,
  ignoreMessage,
  importMessage,
  type ImportMessageDetail,
  type Outcome,
  rejectMessage,
  resolveMessage,
  type Resolving,
  retryMessage,
} from '../../api/imports.js';
import { useApi } from '../../api/client.js';
import { type Told, useCommand } from '../../composables/useCommand.js';
import { useTexts } from '../../texts.js';

/** `refresh` asks for what is shown anew, whatever came of a command. */
export function useMessageActions(
  message: Readonly<Ref<ImportMessageDetail | undefined>>,
  refresh: () => Promise<void>,
) {
  const api = useApi();
  const { t, locale } = useTexts();
  const command = useCommand(() => () => void refresh());
  const isUnderWay = ref(false);

  const cameTo = ({ imported, reason }: Outcome): Told =>
    imported
      ? { severity: 'success', text: t('imports.done.imported') }
      : { severity: 'warn', text: reason?.text[locale.value] ?? t('imports.done.notImported') };

  async function send(
    work: (seen: ImportMessageDetail) => Promise<Outcome>,
    told: (outcome: Outcome) => Told,
  ): Promise<boolean> {
    const { value: seen } = message;
    if (!seen || isUnderWay.value) return false;
    isUnderWay.value = true;
    try {
      return await command(() => work(seen), { done: told });
    } finally {
      isUnderWay.value = false;
    }
  }

  const settled = (): Told => ({ severity: 'success', text: t('imports.done.settled') });
  return {
    isUnderWay,
    retry: () => send((seen) => retryMessage(api, seen), cameTo),
    accept: () => send((seen) => acceptMessage(api, seen), cameTo),
    import: (choices: Choices) => send((seen) => importMessage(api, seen, choices), cameTo),
    edit: (edits: Edits) => send((seen) => editMessage(api, seen, edits), cameTo),
    reject: (reason: string) => send((seen) => rejectMessage(api, seen, reason), settled),
    resolve: (resolving: Resolving) => send((seen) => resolveMessage(api, seen, resolving), settled),
    ignore: (reason: string) => send((seen) => ignoreMessage(api, seen, reason), settled),
  };
}
