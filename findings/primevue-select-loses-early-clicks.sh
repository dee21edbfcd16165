#!/usr/bin/env bash
# primevue 4.5.5, Select with `loading`, and with `optionGroupLabel`.
# Guess: a list whose options are still being loaded opens when it is clicked, and fills once they are there; the heading of a group of options is a heading to a
# screen reader, and no option.
# Seen: while `loading` is true a click or a key does nothing at all, and is not made up for when the options have come: whoever clicked a moment too early has to
# see it and click again. And a group's heading has the role `option` like those that can be chosen, so that whatever counts or reads the options gets it too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund primevue@4.5.5 vue@3.5.45 jsdom@27.2.0 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<main id="app"></main>', { pretendToBeVisual: true, url: 'http://localhost/' });
window.matchMedia = () => ({ matches: false, addEventListener() {}, removeEventListener() {} });
window.HTMLElement.prototype.scrollIntoView = () => undefined;
const own = ['matchMedia', 'window', 'document', 'navigator', 'HTMLElement', 'Element', 'SVGElement', 'Node', 'Event', 'KeyboardEvent', 'getComputedStyle', 'requestAnimationFrame', 'MutationObserver', 'ShadowRoot'];
for (const name of own)
  Object.defineProperty(globalThis, name, { value: name === 'window' ? window : window[name], configurable: true, writable: true });
const { createApp, h, nextTick, ref } = await import('vue');
const { default: PrimeVue } = await import('primevue/config');
const { default: Select } = await import('primevue/select');

const isLoading = ref(true);
const options = [
  { label: 'Free', options: ['101', '102'] },
  { label: 'To exchange', options: ['201'] },
];
createApp({
  render: () =>
    h(Select, { loading: isLoading.value, options, optionGroupLabel: 'label', optionGroupChildren: 'options', appendTo: 'self' }),
})
  .use(PrimeVue)
  .mount('#app');

const shown = async () => {
  await nextTick();
  await new Promise((resolve) => setTimeout(resolve, 50));
  return [...document.querySelectorAll('[role=option]')].map((one) => one.textContent.trim());
};
const click = () => document.querySelector('.p-select').dispatchEvent(new window.MouseEvent('click', { bubbles: true }));

click();
const whileLoading = await shown();
isLoading.value = false;
const onceLoaded = await shown();
click();
const clickedAgain = await shown();
console.log('clicked while loading:', JSON.stringify(whileLoading));
console.log('once loaded:', JSON.stringify(onceLoaded));
console.log('clicked again, of role option:', JSON.stringify(clickedAgain));
assert.deepEqual(whileLoading, []);
assert.deepEqual(onceLoaded, []);
assert.deepEqual(clickedAgain, ['Free', '101', '102', 'To exchange', '201']);
console.log('as found');
process.exit(0);
JS
node check.mjs
