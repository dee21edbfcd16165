// Which room codes of a message wait for a meaning, so that one click leads to their mapping. Pure.
import type { ImportMessage, ImportMessageDetail } from '../../api/imports.js';
import type { MappingKey } from '../../api/mappings.js';

/** What another meaning of a code can help. A room without a code cannot be mapped. */
const unknown = 'import.failure.room_code_unknown';
const helped: readonly string[] = [
  unknown,
  'import.failure.room_type_gone',
  'import.failure.no_availability',
];

const isOpen = ({ state }: Pick<ImportMessage, 'state'>) => state !== 'done';

/** Whether a code has no meaning that can be had: another one is what the message needs, not only what may help it. */
export const needsMeaning = ({ reason }: Pick<ImportMessage, 'reason'>): boolean =>
  reason !== null && reason.key !== 'import.failure.no_availability' && helped.includes(reason.key);

/** The code that its failure names; undefined where it names none. */
export function namedCode(message: ImportMessage): MappingKey | undefined {
  const { reason, agency } = message;
  const code = reason?.params.code;
  if (!isOpen(message) || !reason || !helped.includes(reason.key)) return undefined;
  return typeof code === 'string' && code !== '' ? { agency, code } : undefined;
}

/** The codes of an open message that it could be helped by, each once, those first that lead nowhere: these alone where that is its failure. */
export function mappableCodes(message: ImportMessageDetail): MappingKey[] {
  const { reason, agency, content } = message;
  if (!isOpen(message) || !reason || !helped.includes(reason.key)) return [];
  const rooms = (content?.rooms ?? []).filter(({ roomCode }) => roomCode !== '');
  const nowhere = rooms.filter(({ type }) => type === null);
  const shown = reason.key === unknown ? nowhere : [...nowhere, ...rooms];
  const codes = new Set(shown.map(({ roomCode }) => roomCode));
  const named = namedCode(message);
  return codes.size === 0 && named ? [named] : [...codes].map((code) => ({ agency, code }));
}
