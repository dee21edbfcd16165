// The parts of 予約取込, in the order of their tabs: the address of each below that of the page, and what shows it.
import type { Component } from 'vue';

export interface ImportsTab {
  /** Of the route, and of its text below `imports.tab`. */
  readonly name: string;
  readonly path: string;
  readonly text: 'messages' | 'withoutRoom' | 'mappings' | 'statistics' | 'reconciliation' | 'settings';
  readonly component: () => Promise<Component>;
}

export const importsTabs: readonly ImportsTab[] = [
  {
    ...{ name: 'heyawari-imports', path: '', text: 'messages' },
    component: () => import('./MessagesTab.vue'),
  },
  {
    ...{ name: 'heyawari-stays-without-room', path: 'without-room', text: 'withoutRoom' },
    component: () => import('./without-room/WithoutRoomTab.vue'),
  },
  {
    ...{ name: 'heyawari-import-mappings', path: 'mappings', text: 'mappings' },
    component: () => import('./mappings/MappingsTab.vue'),
  },
  {
    ...{ name: 'heyawari-import-statistics', path: 'statistics', text: 'statistics' },
    component: () => import('./statistics/StatisticsTab.vue'),
  },
  {
    ...{ name: 'heyawari-reconciliation', path: 'reconciliation', text: 'reconciliation' },
    component: () => import('./reconciliation/ReconciliationTab.vue'),
  },
  {
    ...{ name: 'heyawari-import-settings', path: 'settings', text: 'settings' },
    component: () => import('./settings/SettingsTab.vue'),
  },
];
