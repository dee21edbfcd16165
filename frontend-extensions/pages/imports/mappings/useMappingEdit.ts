// A mapping that is being filled in: what the server says of it before, and its saving.
import { computed, onScopeDispose, type Ref, ref, watch } from 'vue';
import { useApi } from '../../../api/client.js';
import {
  addMapping,
  changeMapping,
  type MappingDraft,
  type MappingEdit,
  type MappingPreview,
  previewMapping,
  removeMapping,
  type Mapping,
} from '../../../api/mappings.js';
import { ofMessages, useAnswer } from '../../../composables/answers.js';
import type { Told } from '../../../composables/useCommand.js';
import { useQuestion } from '../../../composables/useQuestion.js';
import { useMessagesRefresh } from '../../../composables/useRefresh.js';
import { useSending } from '../../../composables/useSending.js';
import { useTexts } from '../../../texts.js';
import { checkOf, isPresent, type Subject } from './draft.js';

const typingMilliseconds = 300;

/** Says whom an edit freed. */
function useTold() {
  const { t } = useTexts();
  return (done: 'saved' | 'removed') =>
    ({ frees, retried }: MappingEdit): Told => ({
      severity: 'success',
      text: [
        t(`imports.mappings.${done}`),
        frees > 0
          ? t('imports.mappings.freed', { count: frees })
          : retried > 0
            ? t('imports.mappings.retries', { count: retried })
            : '',
      ].join(''),
    });
}

export function useMappingEdit(
  subject: Ref<Subject>,
  draft: Ref<MappingDraft | undefined>,
  isShown: () => boolean,
) {
  const api = useApi();
  const refresh = useMessagesRefresh();
  const sending = useSending(() => () => void refresh(), isShown);
  const told = useTold();

  /** What the server is asked about: the draft, once nobody types any more. */
  const asked = ref(draft.value);
  let typing: ReturnType<typeof setTimeout> | undefined;
  watch(draft, (now) => {
    clearTimeout(typing);
    typing = setTimeout(() => (asked.value = now), typingMilliseconds);
  });
  onScopeDispose(() => clearTimeout(typing));

  const preview = useAnswer<MappingPreview>({
    key: (hotel) => [...ofMessages(hotel), 'mapping-preview', asked.value],
    ask: (signal) => previewMapping(api, asked.value!, signal),
    isShown: () => isShown() && asked.value !== undefined,
  });
  /** What the server refused of the draft, when it was asked or when it was to be saved. */
  const { refused } = sending;
  watch(draft, (now) => refused.filledIn(now ?? {}));
  watch(preview.problem, (problem) => problem && refused.note(problem, asked.value ?? {}));

  /** Undefined while what is filled in is not what the server was asked about, or it has not answered. Asked again, its answer stands till then. */
  const check = computed(() => {
    const isOfDraft = JSON.stringify(asked.value) === JSON.stringify(draft.value);
    if (!draft.value || !isOfDraft || preview.isOfBefore.value || preview.problem.value) return undefined;
    return preview.data.value && checkOf(preview.data.value, subject.value, draft.value);
  });

  /** Whether it was saved. */
  async function save(isOverrideConfirmed: boolean): Promise<boolean> {
    const { value: sent } = draft;
    const { value: entry } = subject;
    if (!sent) return false;
    const { typeId, smoking, attributes, active } = sent;
    const terms = { typeId, smoking, attributes, active };
    const work = () =>
      isPresent(entry)
        ? changeMapping(api, entry, terms, isOverrideConfirmed)
        : addMapping(api, sent, isOverrideConfirmed);
    return sending.send(work, { done: told('saved') }, sent);
  }

  return { preview, check, sending, save };
}

export function useMappingRemoval() {
  const api = useApi();
  const { t } = useTexts();
  const refresh = useMessagesRefresh();
  const questions = useQuestion(() => () => void refresh());
  const told = useTold();

  function ask(entry: Mapping): void {
    const { code, type, master } = entry;
    const key = master ? 'imports.mappings.removeToMaster' : 'imports.mappings.removeToNothing';
    questions.ask({
      header: t('imports.mappings.remove'),
      icon: 'pi-exclamation-triangle',
      text: t(key, { code, type: type.name, master: master?.name ?? '' }),
      yes: t('imports.mappings.remove'),
      isDanger: true,
      work: () => removeMapping(api, entry),
      texts: { done: told('removed') },
    });
  }
  return { questions, ask };
}
