// The settings of the import as they stand, the form over them, and its saving.
import { computed, ref, watch } from 'vue';
import { useApi } from '../../../api/client.js';
import {
  changeImportSettings,
  type Choice,
  getImportSettings,
  type ImportSettings,
  type ImportSettingsEdit,
} from '../../../api/import-settings.js';
import { ofMessages, useAnswer } from '../../../composables/answers.js';
import { type Told, useCommand } from '../../../composables/useCommand.js';
import { useMessagesRefresh } from '../../../composables/useRefresh.js';
import { useHost } from '../../../host.js';
import { useTexts } from '../../../texts.js';
import { changesOf, formOf, newlyAutomatic } from './form.js';

export function useSettings() {
  const api = useApi();
  const { hotelId } = useHost();
  const { t } = useTexts();
  const refresh = useMessagesRefresh();
  const command = useCommand(() => () => void refresh());
  const stands = useAnswer<ImportSettings>({
    key: (hotel) => [...ofMessages(hotel), 'settings'],
    ask: (signal) => getImportSettings(api, signal),
  });

  const form = ref<Choice>();
  const appliesHeld = ref(false);
  const isUnderWay = ref(false);
  const changes = computed(() =>
    form.value && stands.data.value ? changesOf(form.value, stands.data.value) : {},
  );
  const isChanged = computed(() => Object.keys(changes.value).length > 0);
  const heldOfNew = computed(() =>
    form.value && stands.data.value ? newlyAutomatic(form.value, stands.data.value) : 0,
  );

  function reset(): void {
    form.value = stands.data.value && formOf(stands.data.value);
    appliesHeld.value = false;
  }

  // What somebody is filling in stays when the settings are read anew; another hotel's never does.
  watch(
    stands.data,
    (now, before) => {
      const isFilledIn = form.value && before && Object.keys(changesOf(form.value, before)).length > 0;
      if (!isFilledIn) reset();
    },
    { immediate: true },
  );
  watch(hotelId, () => (form.value = undefined));

  const told = ({ retried }: ImportSettingsEdit): Told => ({
    severity: 'success',
    text: t(retried > 0 ? 'imports.settings.savedAndRetried' : 'imports.settings.saved', { count: retried }),
  });

  async function save(): Promise<void> {
    const { value: now } = stands.data;
    if (!now || !isChanged.value || isUnderWay.value) return;
    isUnderWay.value = true;
    const heldAlready = appliesHeld.value && heldOfNew.value > 0 ? 'apply' : 'leave';
    try {
      const sent = changes.value;
      if (await command(() => changeImportSettings(api, now.version, sent, heldAlready), { done: told }))
        appliesHeld.value = false;
    } finally {
      isUnderWay.value = false;
    }
  }

  return { stands, form, appliesHeld, isUnderWay, isChanged, heldOfNew, reset, save };
}
