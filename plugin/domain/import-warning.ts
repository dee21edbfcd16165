// What was mended, set aside or found odd in a message that could be read all the same (O3), in one table. For staff: docs/import.md.

export const warningCodes = [
  'characters_cleaned',
  'characters_lost',
  'markup_escaped',
  'name_restored',
  'name_note_moved',
  'name_taken_over',
  'time_set_aside',
  'date_repaired',
  'date_set_aside',
  'code_unknown',
  'amount_repaired',
  'amount_set_aside',
  'charge_unreadable',
  'charge_not_written',
  'count_set_aside',
  'contact_set_aside',
  'text_shortened',
  'people_differ',
  'rooms_differ',
  'price_differs',
  'room_nights_differ',
  'one_type_throughout',
  'arrival_past',
] as const;

export type WarningCode = (typeof warningCodes)[number];

/** `params` say what it is about: the name of an element, numbers. Never what the message says in words, which may be personal. */
export interface ImportWarning {
  readonly code: WarningCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A message has few of them, or is one long oddity: what comes after so many tells nothing new. */
export const mostWarnings = 40;

/** Gathers the warnings of one message, each once. */
export class Warnings {
  private readonly found = new Map<string, ImportWarning>();

  add(code: WarningCode, params: ImportWarning['params']): void {
    if (this.found.size < mostWarnings) this.found.set(`${code} ${JSON.stringify(params)}`, { code, params });
  }

  get list(): readonly ImportWarning[] {
    return [...this.found.values()];
  }
}
