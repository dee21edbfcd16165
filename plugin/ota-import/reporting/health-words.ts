// What the parts of the import are called in the report of health, and what to do where they fail.
import type { CheckWords } from '../../platform/health/index.js';

export const importWords = {
  siteController: {
    title: { ja: 'サイトコントローラー', en: 'Site controller' },
    whatToDo: {
      ja: 'サイトコントローラーが正しく応答しないホテルがあります。refusedならログイン情報（sc_user_info）を、timeout・transportなら回線を確認してください。rate_limitedは自動で間隔が空きます。',
      en: 'For some hotels the site controller does not answer as it should. refused: look at the login (sc_user_info); timeout or transport: at the network; rate_limited slows down by itself.',
    },
  },
  fetchingHeld: {
    title: { ja: '復元後の受信停止', en: 'Fetching held after a restore' },
    whatToDo: {
      ja: 'データベースが復元されたため、受信を停止しているホテルがあります。予約取込の照合結果を確認し、「受信を再開」を押してください。',
      en: 'Hotels are not fetched for since the database was restored. Look at the reconciliation of each, then let it go on (受信を再開).',
    },
  },
  verdict: {
    title: { ja: '予約取込', en: 'Import' },
    whatToDo: {
      ja: '予約取込の状態が良くないホテルがあります。各ホテルの予約取込「統計・健全性」に、理由と対処があります。',
      en: 'The import of some hotels does less well than it should. The statistics tab of each hotel says why, and what to do.',
    },
  },
  confirmations: {
    title: { ja: '受信済みの通知（確認応答）', en: 'Confirmations' },
    whatToDo: {
      ja: '受信済みの予約を、サイトコントローラーに30分以上知らせられていません。自動で再試行します。続く場合はサイトコントローラーの状態を確認してください。同じ予約が再送されても、二重には登録されません。',
      en: 'For more than 30 minutes the site controller could not be told what has been received. It is tried again by itself; if it lasts, look at the site controller. What comes again is not booked twice.',
    },
  },
} satisfies Readonly<Record<string, CheckWords>>;
