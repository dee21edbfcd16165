// An answer of the site controller with the texts of its messages, for tests of what was said: cut out of the body as the receipt does it.
import {
  type Envelope,
  type FetchResult,
  type Login,
  messageText,
  type SiteControllerClient,
} from '../../plugin/tl-lincoln/index.js';

export interface EnvelopeWithTexts extends Omit<Envelope, 'messages'> {
  readonly messages: readonly string[];
}

export type FetchedWithTexts =
  | { readonly ok: true; readonly envelope: EnvelopeWithTexts }
  | (Omit<FetchResult & { readonly ok: false }, 'begun'> & { readonly begun?: EnvelopeWithTexts });

export async function fetchWithTexts(client: SiteControllerClient, login: Login): Promise<FetchedWithTexts> {
  const chunks: Uint8Array[] = [];
  const result = await client.fetchOutput(login, (bytes) => Promise.resolve(void chunks.push(bytes)));
  const body = Buffer.concat(chunks);
  const withTexts = (envelope: Envelope): EnvelopeWithTexts => ({
    ...envelope,
    messages: envelope.messages.map(({ offset, length }) =>
      messageText(body.subarray(offset, offset + length)),
    ),
  });
  if (result.ok) return { ok: true, envelope: withTexts(result.envelope) };
  const { begun, ...failed } = result;
  return begun ? { ...failed, begun: withTexts(begun) } : failed;
}
