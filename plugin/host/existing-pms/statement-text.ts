// A statement of the PMS's functions, as far as its text can be read without PostgreSQL. Pure.

/** Of what the driver was asked; undefined where it has none. */
export const textOf = (asked: unknown): string | undefined =>
  typeof asked === 'string' ? asked : (asked as { readonly text?: string } | undefined)?.text;

/** Comments, and texts that do not end at the next quotation mark. */
const notToBeCutUp = /--|\/\*|\\|\$[a-z_]*\$/;
const literal = /'[^']*'/g;

/** In small letters, each text in it empty; undefined where its texts cannot be told from the rest without doubt. */
export function withoutTexts(lower: string): string | undefined {
  return notToBeCutUp.test(lower) ? undefined : lower.replace(literal, "''");
}

/** By text, so that each is judged once: a function's statements are few. The PMS may put values into the text of its own, which then never comes again. */
export function judgedOnce<Verdict>(judge: (text: string) => Verdict): (text: string) => Verdict {
  const mostTexts = 500;
  const known = new Map<string, Verdict>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const verdict = judge(text);
    if (known.size < mostTexts) known.set(text, verdict);
    return verdict;
  };
}
