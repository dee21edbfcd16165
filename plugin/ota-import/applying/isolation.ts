// One message must never keep the others (O1): where a transaction fails, it shows whose it was, and is done again without that one.
import { HostSilent } from '../../host/port.js';
import type { HandledMessage } from '../ledger/entry.js';

/** Says in whose name the transaction goes on from here: who may be the reason if it fails. */
export type OnBehalfOf = (messages: readonly HandledMessage[]) => void;

/**
 * Steps until `step` answers something else than `more`. Each is given how many messages it may take up: of a step that fails in the name of
 * several they are taken one by one from then on; the one in whose name a step failed is `blamed`. What fails in nobody's name is thrown on.
 */
export async function workOff<End extends string>(
  mostAtOnce: number,
  step: (limit: number, onBehalfOf: OnBehalfOf) => Promise<End | 'more'>,
  blamed: (message: HandledMessage, error: unknown) => Promise<void>,
): Promise<End> {
  let limit = mostAtOnce;
  for (;;) {
    let suspects: readonly HandledMessage[] = [];
    try {
      const end = await step(limit, (messages) => void (suspects = messages));
      if (end !== 'more') return end;
    } catch (error) {
      const [first, ...others] = suspects;
      if (!first) throw error;
      // The batch was lost with a silent PMS, and is done again. What else is silent shall cost nobody but itself.
      if (others.length > 0 || error instanceof HostSilent) limit = 1;
      if (others.length === 0) await blamed(first, error);
    }
  }
}
