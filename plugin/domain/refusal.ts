// "No, because": the one error a person's request may meet. Everything else that is thrown is a fault of ours.

export type RefusalKind =
  'invalid' | 'not_found' | 'conflict' | 'forbidden' | 'too_many' | 'unavailable' | 'misdirected';

export class Refusal extends Error {
  /**
   * @param key translation key of the sentence shown to the person
   * @param params what fills the sentence; no personal data
   */
  constructor(
    readonly kind: RefusalKind,
    readonly key: string,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(`${kind}: ${key} ${JSON.stringify(params)}`);
    this.name = 'Refusal';
  }
}

/** A value that a person has given is no possible one beside the others or in this hotel. */
export class FieldRefusal extends Refusal {
  /** @param field of the body of the request */
  constructor(
    readonly field: string,
    key: string,
    params: Refusal['params'] = {},
  ) {
    super('invalid', key, params);
  }
}

/** Sentences by translation key, in the two languages of the screens; `{name}` is filled from params. */
export type Messages = Readonly<Record<string, { readonly ja: string; readonly en: string }>>;

/** The sentence with `{name}` replaced by what `params` has for it; a name it has nothing for stays. */
export function fill(sentence: string, params: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));
}
