// One look after the other; one that cannot be made is a finding too, and keeps none of the others.
import type { Finding } from '../../plugin/platform/finding.js';
import { sentenceOf } from '../problems.js';

export type Look = () => Promise<readonly Finding[]>;

const reasonOf = (error: unknown): string =>
  (sentenceOf(error) ?? (error instanceof Error ? error.message : String(error))).replace(/\.$/, '');

/** `failed` hears of a look that could not be made. */
export async function looked(
  about: string,
  look: Look,
  failed: (error: unknown) => void = () => undefined,
): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    failed(error);
    return [{ about, state: 'fails', says: `It could not be looked at: ${reasonOf(error)}.` }];
  }
}
