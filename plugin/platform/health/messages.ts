// What the operator is to do, by what a check has met: causes that any check may meet, and the parts of the platform.
import type { Messages } from '../../domain/refusal.js';

/** By SQLSTATE or the system's code. */
export const causeMessages = {
  silent: {
    ja: 'データベースの応答がありません（停止・ネットワーク切断・接続数の上限）。データベースサーバーを確認してください。応答が戻れば自動で再開します。',
    en: 'The database does not answer: it is frozen, cut off, or has no connection left. Look at the server; work goes on by itself when it answers.',
  },
  ECONNREFUSED: {
    ja: 'データベースが停止しているか、別のアドレスで待ち受けています。データベースを起動してください。起動すれば自動で再開します。',
    en: 'The database is stopped, or listens elsewhere. Start it; work goes on by itself.',
  },
  '57P03': {
    ja: 'データベースが起動中または停止中です。しばらく待っても変わらなければ、データベースサーバーのログを確認してください。',
    en: 'The database is starting or stopping. If that lasts, look at its log.',
  },
  '53300': {
    ja: 'データベースの接続数が上限に達しています。プロセス数とmax_connectionsを確認してください。',
    en: 'The database has no connection left. Look at the number of processes and at max_connections.',
  },
  '28P01': {
    ja: 'データベースのパスワードが正しくありません。PMSの接続設定を確認してください。',
    en: 'The database refuses the password. Look at the connection settings of the PMS.',
  },
  '42501': {
    ja: 'データベースのロールに権限がありません。ログにあるGRANT文を、表の所有者として実行してください。',
    en: 'The database role lacks a right. Run the GRANT statements of the log as the owner of the tables.',
  },
  '42P01': {
    ja: 'データベースに表がありません。移行用のロールで「npx heyawari migrate」を実行してください。直らない場合は「npx heyawari check」の内容に従ってください。',
    en: 'A table or column is missing in the database. Run `npx heyawari migrate` with the role for migrations; where that does not mend it, do what `npx heyawari check` says.',
  },
  '42703': {
    ja: 'データベースに列がありません。移行用のロールで「npx heyawari migrate」を実行してください。直らない場合は「npx heyawari check」の内容に従ってください。',
    en: 'A table or column is missing in the database. Run `npx heyawari migrate` with the role for migrations; where that does not mend it, do what `npx heyawari check` says.',
  },
  '53100': {
    ja: 'データベースのディスクがいっぱいです。空き容量を確保してください。待っている処理は自動で再開します。',
    en: 'The disk of the database is full. Make room; what waits goes on by itself.',
  },
  '25006': {
    ja: 'データベースが読み取り専用です。書き込みできるサーバーに接続しているか確認してください。',
    en: 'The database takes no writes. See whether the connection leads to the primary server.',
  },
  other: {
    ja: '確認できませんでした。原因はサーバーのログにあります。',
    en: 'This could not be checked. The log of the server says why.',
  },
} satisfies Messages as Messages & { readonly other: Messages[string] };

/** What a part is called, and what to do where it fails and the check itself says no more. */
export interface CheckWords {
  readonly title: Messages[string];
  readonly whatToDo: Messages[string];
}

export const platformWords = {
  database: {
    title: { ja: 'データベース', en: 'Database' },
    whatToDo: {
      ja: 'データベースに接続できません。原因のコードとデータベースサーバーのログを確認してください。戻れば自動で再開します。',
      en: 'The database cannot be asked. Look at the code of the cause and at the log of the server; work goes on by itself.',
    },
  },
  start: {
    title: { ja: '起動', en: 'Start' },
    whatToDo: {
      ja: '部屋割りを起動できていません。サーバーのログにある対処を行ってください。1分ごとに自動で再試行します。',
      en: 'Heyawari has not started. Do what the log of the server says; it is tried again every minute.',
    },
  },
  schema: {
    title: { ja: 'データベースの構造', en: 'Schema' },
    whatToDo: {
      ja: 'データベースの構造がこのバージョンと合っていません。移行用のロールで「npx heyawari migrate」を実行してください。',
      en: 'The schema is not as this version expects it. Run `npx heyawari migrate` with the role for migrations.',
    },
  },
  keys: {
    title: { ja: '暗号鍵', en: 'Keys' },
    whatToDo: {
      ja: '保存済みの予約通知を開ける暗号鍵がありません。設定encryptionKeysに、その番号の鍵を加えて再起動してください。通知は失われていません。',
      en: 'Stored messages do not open with the keys of this process. Add the key of that id to encryptionKeys and restart; nothing is lost.',
    },
  },
  installation: {
    title: { ja: 'サーバー環境', en: 'Installation' },
    whatToDo: {
      ja: 'サーバー環境に問題があります（鍵・権限・ディスク・書き込み）。内容欄のとおりに直してください。直れば自動で再開します。',
      en: 'Something is wrong with the installation (key, right, disk, writes). Mend what the details name; work goes on by itself.',
    },
  },
  jobs: {
    title: { ja: 'ジョブ', en: 'Jobs' },
    whatToDo: {
      ja: 'やり直しても終わらなかったジョブがあります。ログでジョブ名のエラーを確認し、原因を直してください。',
      en: 'Jobs were given up after their last try. Look for their errors in the log, and mend the cause.',
    },
  },
  stopped_jobs: {
    title: { ja: '停止中のジョブ', en: 'Stopped jobs' },
    whatToDo: {
      ja: '管理者がジョブを停止しています。その間の処理は待っており、失われません。作業が終わったら「npx heyawari go ジョブ名」（施設を指定して止めた場合は --hotel 番号）で再開してください。',
      en: 'An operator has stopped jobs: their work waits, and none is lost. When the reason is over, have them go on: `npx heyawari go JOB`, with --hotel N where it was stopped for a hotel.',
    },
  },
  snapshot: {
    title: { ja: '状態の集計', en: 'State of the installation' },
    whatToDo: {
      ja: '状態の集計が更新されていません。roleがallまたはworkerのプロセスとデータベースを確認してください。監視の数値も同じだけ古くなっています。',
      en: 'The state of the installation has not been counted. Look at the processes with role all or worker, and at the database; all figures of it are as old.',
    },
  },
  live_updates: {
    title: { ja: '画面の自動更新', en: 'Live updates' },
    whatToDo: {
      ja: '画面の自動更新が止まっています（データベースの通知を受信できません）。画面は30秒ごとに確認するので業務は続けられます。続く場合はデータベースの接続を確認してください。',
      en: 'Changes are not heard of (the listening connection is away). Screens ask every 30 seconds meanwhile; if it lasts, look at the database connection.',
    },
  },
} satisfies Readonly<Record<string, CheckWords>>;
