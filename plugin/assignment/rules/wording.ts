// Finding words in what a guest or an agency wrote, Japanese and English: whatever its widths and cases, and not where it says "no".

/** What a text must say. Spelling of widths and cases does not matter in any of these. */
export interface Wording {
  /** Any of these. */
  readonly words: readonly string[];
  /** Longer words that contain one of `words` and mean something else, as ペットボトル does; they are not looked into. */
  readonly except?: readonly string[] | undefined;
  /** Where one of these is said as well, the text does not insist on the others: 喫煙可 beside 禁煙. */
  readonly unless?: readonly string[] | undefined;
}

/** What directly after a word turns it into its opposite: ペット不可, お子様なし, 高層階でなくても, ペット: 0匹. */
const deniedAfter = new RegExp(
  '^(?:室|部屋|ルーム|連れ|同伴|同行|添い寝|希望|利用|の|は|が|も|を|で|様)* ?[:(]? ?' +
    '(?:なし|無し|無(?=$|[\\s、。,.)])|不可|不要|禁止|厳禁|お断り|ng|以外|避け|0(?=$|[名人匹頭。)])' +
    '|いません|おりません|ありません|ございません|しません|しない|ない|なくて|じゃない|いりません|要りません|いらない|要らない)',
  'u',
);

/** What directly before an English word does so: no pets, non-smoking room. */
const deniedBefore = /(?:^|[^a-z])(?:no|non|not|without)(?: any| an?| the)?[ -]$/u;

/** Characters to either side in which a negation is looked for; more than the longest that is known. */
const reach = 24;

const latin = /[a-z0-9]/u;

/** One spelling for widths (ﾍﾟｯﾄ, ＰＥＴ), cases, dashes and blanks. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\s+/gu, ' ');
}

/** Whether the word stands alone there: `pet` is not in `petit`. Japanese has no blanks between words, so that there any place will do. */
function standsAlone(text: string, word: string, at: number): boolean {
  const end = at + word.length;
  const joined = (inner: string, outer: string) => latin.test(inner) && latin.test(outer);
  return !joined(word[0]!, text[at - 1] ?? '') && !joined(word.at(-1)!, text[end] ?? '');
}

function isDenied(text: string, word: string, at: number): boolean {
  const end = at + word.length;
  if (deniedAfter.test(text.slice(end, end + reach))) return true;
  return latin.test(word[0]!) && deniedBefore.test(text.slice(Math.max(0, at - reach), at));
}

/** Both plain. True where the word occurs at least once without being denied. */
function affirms(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (standsAlone(text, word, at) && !isDenied(text, word, at)) return true;
  return false;
}

/**
 * Whether the text says one of the words. Negation is understood only directly beside the word; a sentence that denies it from afar is
 * taken for a yes, and a person sees the remark.
 */
export function says(text: string, { words, except = [], unless = [] }: Wording): boolean {
  const whole = plain(text);
  if (unless.some((word) => affirms(whole, plain(word)))) return false;
  const looked = except.map(plain).reduce((rest, word) => (word ? rest.replaceAll(word, '|') : rest), whole);
  return words.some((word) => affirms(looked, plain(word)));
}
