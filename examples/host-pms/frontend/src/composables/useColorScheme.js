// Light or dark, as the user chose, else as the system has it.
import { ref, watchEffect } from 'vue';

const chosen = localStorage.getItem('colorScheme');
const isDark = ref(chosen ? chosen === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches);

watchEffect(() => document.documentElement.classList.toggle('dark', isDark.value));

function toggle() {
  isDark.value = !isDark.value;
  localStorage.setItem('colorScheme', isDark.value ? 'dark' : 'light');
}

export function useColorScheme() {
  return { isDark, toggle };
}
