// What the parts that touch the PMS are called in the report of health, and what to do where they fail.
import type { CheckWords } from '../platform/health/index.js';

export const hostWords = {
  locks: {
    title: { ja: 'PMSのロック', en: 'Locks of the PMS' },
    whatToDo: {
      ja: '開いたままのトランザクションが、部屋割りの処理を待たせています。内容欄のアプリケーションと利用者を確認し、不要なら「SELECT pg_terminate_backend(pid)」で終了してください。待っている処理は自動で続きます。',
      en: 'A transaction that was left open keeps Heyawari waiting. See whose it is, and end it with SELECT pg_terminate_backend(pid) if nobody needs it; what waits goes on by itself.',
    },
  },
  changeLog: {
    title: { ja: 'PMSの変更履歴の読み取り', en: 'Change log of the PMS' },
    whatToDo: {
      ja: '長く開いたままのトランザクションがあるため、PMSの変更の一部をまだ読み取れていません。pg_stat_activityで最も古いトランザクションを確認し、不要なら終了してください。1時間たつと、全予約の比較で自動的に補います。',
      en: 'A transaction has been open for long, so some changes of the PMS cannot be read yet. Look for the oldest one in pg_stat_activity, and end it if nobody needs it; after an hour all bookings are compared instead.',
    },
  },
} satisfies Readonly<Record<string, CheckWords>>;
