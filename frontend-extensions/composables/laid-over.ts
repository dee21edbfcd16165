// A form that somebody fills in while a colleague saves the same: what was filled in stays, the rest is what stands now. Pure.

/** Names of what is filled in otherwise than it stood. */
export const filledInOf = <Form extends object>(form: Form, before: Form): (keyof Form)[] =>
  (Object.keys(form) as (keyof Form)[]).filter(
    (name) => JSON.stringify(form[name]) !== JSON.stringify(before[name]),
  );

/** What stands `now`, with what is `filledIn` of the form. */
export const laidOver = <Form extends object>(
  form: Form,
  now: Form,
  filledIn: readonly (keyof Form)[],
): Form => ({
  ...now,
  ...Object.fromEntries(filledIn.map((name) => [name, form[name]])),
});
