// Times of arrival and departure, as agencies and guests write them.

export type TimeReading =
  /** As the PMS can store it. */
  | { readonly kind: 'time'; readonly time: string }
  /** Past midnight of the business day (`26:30`): the latest that the PMS can store. */
  | { readonly kind: 'late'; readonly time: '23:59' }
  | { readonly kind: 'words' };

const forms = [
  // The zone is that of Japan; in another it would be another time.
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\+09:?00)?$/,
  /^(\d{2})(\d{2})(\d{2})?$/,
  /^(\d{1,2})時(?:(\d{1,2})分)?(?:頃|ごろ)?$/,
];

/** `15:00`, `15:00:00`, `9:00`, `1500`, `２５：００`, `15時30分`; anything else is words. */
export function readTime(text: string): TimeReading {
  const said = text.normalize('NFKC').replace(/\s/g, '');
  const found = forms.map((form) => form.exec(said)).find((match) => match !== null);
  const [, hour, minute = '0', second = '0'] = (found ?? []) as (string | undefined)[];
  if (hour === undefined || Number(minute) > 59 || Number(second) > 59) return { kind: 'words' };
  const isMidnight = Number(hour) === 24 && Number(minute) === 0 && Number(second) === 0;
  // Business days end in the small hours: 30:00 is 6 in the morning.
  if (Number(hour) > 30) return { kind: 'words' };
  if (Number(hour) >= 24 && !isMidnight) return { kind: 'late', time: '23:59' };
  const two = (part: string) => part.padStart(2, '0');
  const seconds = Number(second) > 0 ? `:${two(second)}` : '';
  return { kind: 'time', time: `${two(hour)}:${two(minute)}${seconds}` };
}
