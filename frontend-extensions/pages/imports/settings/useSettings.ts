// The settings of the import as they stand, the form over them, and its saving.
import { computed, ref, shallowRef, watch } from 'vue';
import { useApi } from '../../../api/client.js';
import {
  changeImportSettings,
  type Choice,
  getImportSettings,
  type ImportSettings,
  type ImportSettingsEdit,
} from '../../../api/import-settings.js';
import { ofMessages, useAnswer } from '../../../composables/answers.js';
import type { Told } from '../../../composables/useCommand.js';
import { useMessagesRefresh } from '../../../composables/useRefresh.js';
import { useSending } from '../../../composables/useSending.js';
import { useHost } from '../../../host.js';
import { useTexts } from '../../../texts.js';
import { changesOf, formOf, laidOver, newlyAutomatic, sentOf } from './form.js';

export function useSettings() {
  const api = useApi();
  const { hotelId } = useHost();
  const { t } = useTexts();
  const refresh = useMessagesRefresh();
  const sending = useSending(() => () => void refresh());
  const stands = useAnswer<ImportSettings>({
    key: (hotel) => [...ofMessages(hotel), 'settings'],
    ask: (signal) => getImportSettings(api, signal),
  });

  const form = ref<Choice>();
  /** The settings that the form was filled with: what is filled in is a change of these, and is sent over their version alone. */
  const base = shallowRef<ImportSettings>();
  const { refused } = sending;
  const appliesHeld = ref(false);
  const changes = computed(() => (form.value && base.value ? changesOf(form.value, base.value) : {}));
  const isChanged = computed(() => Object.keys(changes.value).length > 0);
  /** Somebody else has saved meanwhile. */
  const isOutdated = computed(
    () => isChanged.value && (stands.data.value?.version ?? 0) > (base.value?.version ?? 0),
  );
  const heldOfNew = computed(() => {
    const held = stands.data.value?.held ?? [];
    return form.value && base.value ? newlyAutomatic(form.value, { ...base.value, held }) : 0;
  });

  function fillWith(settings: ImportSettings | undefined): void {
    base.value = settings;
    form.value = settings && formOf(settings);
    appliesHeld.value = false;
    sending.forget();
  }
  const reset = (): void => fillWith(stands.data.value);

  /** What is filled in stays, over what somebody else has saved meanwhile; where both changed the same, it is what is filled in. */
  function takeOver(): void {
    const { value: now } = stands.data;
    if (!now || !form.value || !base.value) return;
    form.value = laidOver(form.value, base.value, now);
    base.value = now;
  }

  // What somebody is filling in stays when the settings are read anew; another hotel's never does.
  watch(
    [hotelId, stands.data],
    ([hotel], [before]) => {
      if (hotel !== before || !isChanged.value) reset();
    },
    { immediate: true },
  );
  watch(form, (now) => now && refused.filledIn(sentOf(now)), { deep: true });

  const told = ({ retried }: ImportSettingsEdit): Told => ({
    severity: 'success',
    text: t(retried > 0 ? 'imports.settings.savedAndRetried' : 'imports.settings.saved', { count: retried }),
  });

  async function save(): Promise<void> {
    const { value: seen } = base;
    const { value: filledIn } = form;
    if (!seen || !filledIn || !isChanged.value || isOutdated.value) return;
    const heldAlready = appliesHeld.value && heldOfNew.value > 0 ? 'apply' : 'leave';
    const changed = changes.value;
    const work = async () => {
      const saved = await changeImportSettings(api, seen.version, changed, heldAlready);
      fillWith(saved);
      return saved;
    };
    await sending.send(work, { done: told }, sentOf(filledIn));
  }

  return {
    ...{ stands, form, appliesHeld, heldOfNew, sending },
    ...{ isChanged, isOutdated, reset, takeOver, save },
  };
}
