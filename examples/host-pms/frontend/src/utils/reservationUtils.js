// Words and colours of a reservation's state and kind.
const statuses = {
  hold: { label: '保留中', severity: 'warn' },
  provisory: { label: '仮予約', severity: 'info' },
  confirmed: { label: '確定', severity: 'success' },
  checked_in: { label: 'チェックイン', severity: 'primary' },
  checked_out: { label: 'チェックアウト', severity: 'secondary' },
  cancelled: { label: 'キャンセル', severity: 'danger' },
  block: { label: '予約不可', severity: 'contrast' },
};
const types = { default: '通常予約', employee: '社員', ota: 'OTA', web: '自社WEB' };
const queueStatuses = {
  pending: { label: '保留中', severity: 'warn' },
  processed: { label: '完了', severity: 'success' },
  failed: { label: '失敗', severity: 'danger' },
};

export const reservationStatus = (status) => statuses[status] ?? { label: status, severity: 'secondary' };
export const reservationType = (type) => types[type] ?? type;
export const queueStatus = (status) => queueStatuses[status] ?? { label: status, severity: 'secondary' };
