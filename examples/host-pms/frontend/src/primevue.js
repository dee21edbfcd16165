// PrimeVue as this house wears it: Aura in green, Japanese words.
import { definePreset } from '@primeuix/themes';
import Aura from '@primeuix/themes/aura';

const green = {
  50: '#f2f8f4',
  100: '#dfeee4',
  200: '#bfdccb',
  300: '#94c3aa',
  400: '#66a685',
  500: '#468a68',
  600: '#387858',
  700: '#2f6a4d',
  800: '#26543e',
  900: '#1f4534',
  950: '#10271d',
};

const preset = definePreset(Aura, {
  semantic: {
    primary: green,
    colorScheme: {
      light: {
        primary: {
          color: '{primary.700}',
          contrastColor: '#ffffff',
          hoverColor: '{primary.800}',
          activeColor: '{primary.900}',
        },
      },
      dark: {
        primary: {
          color: '{primary.400}',
          contrastColor: '{surface.950}',
          hoverColor: '{primary.300}',
          activeColor: '{primary.200}',
        },
      },
    },
  },
});

export const theme = {
  preset,
  options: {
    darkModeSelector: '.dark',
    cssLayer: { name: 'primevue', order: 'theme, base, primevue, components, utilities' },
  },
};

export const locale = {
  accept: 'はい',
  reject: 'いいえ',
  choose: '選択',
  cancel: 'キャンセル',
  clear: 'クリア',
  apply: '適用',
  today: '今日',
  weekHeader: '週',
  firstDayOfWeek: 0,
  showMonthAfterYear: true,
  dateFormat: 'yy/mm/dd',
  dayNames: ['日曜日', '月曜日', '火曜日', '水曜日', '木曜日', '金曜日', '土曜日'],
  dayNamesShort: ['日曜', '月曜', '火曜', '水曜', '木曜', '金曜', '土曜'],
  dayNamesMin: ['日', '月', '火', '水', '木', '金', '土'],
  monthNames: months('月'),
  monthNamesShort: months('月'),
  chooseYear: '年を選択',
  chooseMonth: '月を選択',
  chooseDate: '日付を選択',
  prevMonth: '前月',
  nextMonth: '翌月',
  prevYear: '前年',
  nextYear: '翌年',
  emptyMessage: '該当するデータはありません。',
  emptyFilterMessage: '該当する項目はありません。',
  emptySelectionMessage: '選択されていません。',
  selectionMessage: '{0}件を選択中',
  aria: {
    close: '閉じる',
    previous: '前へ',
    next: '次へ',
    firstPageLabel: '最初のページ',
    lastPageLabel: '最後のページ',
    nextPageLabel: '次のページ',
    prevPageLabel: '前のページ',
    pageLabel: '{page}ページ',
    rowsPerPageLabel: '1ページの件数',
    nullLabel: '未選択',
    selectAll: 'すべて選択',
    unselectAll: 'すべて解除',
    listLabel: '選択肢',
  },
};

function months(suffix) {
  return Array.from({ length: 12 }, (_, index) => `${index + 1}${suffix}`);
}
