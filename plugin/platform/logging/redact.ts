// What must not reach a log: values under telling keys, and what looks like a mail address or a phone number in any text.

const personalKey =
  /name|kana|kanji|phone|fax|mail|address|password|xml|body|token|authorization|secret|cookie|remark|comment|^detail$|^where$/i;
/** Keys that only sound personal. */
const harmlessKeys = new Set(['hostname', 'tableName', 'queueName']);
const mail = /[^\s@<>"',;:()]+@[^\s@<>"',;:()]+\.[A-Za-z]{2,}/g;
const phone = /(?<![\w-])(?:\+81[-\s]?|0)\d{1,4}[-\s]?\d{1,4}[-\s]?\d{3,4}(?![\w-])/g;
const deepest = 8;

/** `text` with mail addresses and Japanese phone numbers (10 or 11 digits from 0, or +81) masked. */
export function maskText(text: string): string {
  return text.replace(mail, '[mail]').replace(phone, (found) => {
    const digits = found.replace(/\D/g, '').replace(/^81/, '0').length;
    return digits === 10 || digits === 11 ? '[phone]' : found;
  });
}

/** An error without what PostgreSQL quotes of a row (`detail`, `where`) and without properties of unknown content. */
function redactError(error: Error): Record<string, unknown> {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const cause = error.cause instanceof Error ? { cause: redactError(error.cause) } : {};
  return {
    kind: error.name,
    message: maskText(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim()),
    ...cause,
  };
}

/** A copy of `value` fit for a log: personal keys replaced at any depth, texts masked, errors reduced to what locates them. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return redactError(value);
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `[${value.length} bytes]`;
  if (depth === deepest) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      personalKey.test(key) && !harmlessKeys.has(key) ? '[redacted]' : redact(item, depth + 1),
    ]),
  );
}
