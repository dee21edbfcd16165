// What a person does with a message in a dialog: sent with what is seen there, and told what became of it.
import { computed, type Ref, shallowRef, watch } from 'vue';
import {
  acceptMessage,
  type Choices,
  editMessage,
  type Edits,
  ignoreMessage,
  importMessage,
  type ImportMessageAction,
  type ImportMessageDetail,
  type Outcome,
  rejectMessage,
  resolveMessage,
  type Resolving,
  retryMessage,
} from '../../api/imports.js';
import { useApi } from '../../api/client.js';
import type { Told } from '../../composables/useCommand.js';
import { useSending } from '../../composables/useSending.js';
import { useTexts } from '../../texts.js';
import { isSameToPerson } from './seen.js';

export type MessageCommands = ReturnType<typeof useMessageCommands>;

/**
 * `newest` is the message as it stands, `isOpen` whether a dialog about it is; `refresh` asks for what is shown anew, whatever came of a
 * command. Each command answers with whether the dialog has done its work.
 */
export function useMessageCommands(
  newest: Readonly<Ref<ImportMessageDetail | undefined>>,
  isOpen: () => boolean,
  refresh: () => Promise<void>,
) {
  const api = useApi();
  const { t, told } = useTexts();
  const sending = useSending(() => () => void refresh(), isOpen);
  /** As the open dialog shows it: what is typed there is about that. */
  const seen = shallowRef(newest.value);
  /** Up to which version the changes are this person's own, or told in the dialog already. */
  let known = 0;

  function takeNewest(): void {
    seen.value = newest.value;
  }
  watch([isOpen, newest], ([opened], [openedBefore]) => {
    const { value: now } = newest;
    const isNew = !opened || !openedBefore || now?.id !== seen.value?.id;
    if (isNew || !now || !seen.value || now.version <= known || isSameToPerson(seen.value, now)) takeNewest();
  });

  const cameTo = ({ imported, reason, message }: Outcome): Told => {
    if (imported) return { severity: 'success', text: t('imports.done.imported') };
    known = message.version;
    return { severity: 'warn', text: told(reason) ?? t('imports.done.notImported') };
  };
  const settled = (): Told => ({ severity: 'success', text: t('imports.done.settled') });

  async function send(
    work: (shown: ImportMessageDetail) => Promise<Outcome>,
    done: (outcome: Outcome) => Told,
    body: object = {},
  ): Promise<boolean> {
    const { value: shown } = seen;
    return shown !== undefined && sending.send(() => work(shown), { done }, body);
  }

  return {
    sending,
    seen,
    newest,
    /** Somebody else has changed the message since it was shown in the dialog. */
    isOutdated: computed(() => newest.value?.version !== seen.value?.version),
    canBe: (action: ImportMessageAction['action']): boolean =>
      newest.value?.actions.some((one) => one.action === action) ?? false,
    takeNewest() {
      takeNewest();
      sending.forget();
    },
    retry: () => send((shown) => retryMessage(api, shown), cameTo),
    accept: () => send((shown) => acceptMessage(api, shown), cameTo),
    import: (choices: Choices) => send((shown) => importMessage(api, shown, choices), cameTo, { choices }),
    edit: (edits: Edits) => send((shown) => editMessage(api, shown, edits), cameTo, edits),
    reject: (reason: string) => send((shown) => rejectMessage(api, shown, reason), settled, { reason }),
    resolve: (how: Resolving) => send((shown) => resolveMessage(api, shown, how), settled, how),
    ignore: (reason: string) => send((shown) => ignoreMessage(api, shown, reason), settled, { reason }),
  };
}
