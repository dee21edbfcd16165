// One message must never keep the others (O1), and trouble of the whole installation must not be laid on a message.
import { isInstallationFault, isTransient } from '../platform/database/index.js';
import { installationFaultOf } from '../platform/faults/index.js';
import type { StoredMessage } from './messages-repository.js';

/** What went wrong while this message was being handled; the transaction around it is lost. */
export class MessageFault extends Error {
  constructor(
    readonly stored: StoredMessage,
    override readonly cause: unknown,
  ) {
    super(`message ${stored.id} broke what handles it`, { cause });
    this.name = 'MessageFault';
  }
}

/** Whether what was thrown may lie in one of the messages at hand, and in nothing around them. */
export const mayBeAMessages = (error: unknown): boolean =>
  !isTransient(error) && !isInstallationFault(error) && installationFaultOf(error) === undefined;

/**
 * Runs `work` on behalf of one message: what it throws is that message's fault. Deadlocks, lost connections, time-outs and faults of
 * the installation are nobody's, and are thrown on for the transaction or the job to be tried again.
 */
export async function onBehalfOf<T>(stored: StoredMessage, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!mayBeAMessages(error)) throw error;
    throw new MessageFault(stored, error);
  }
}

/** Steps until `step` answers something else than `more`, setting aside each message that breaks a step. */
export async function workOff<End extends string>(
  step: () => Promise<End | 'more'>,
  setAside: (fault: MessageFault) => Promise<void>,
): Promise<End> {
  for (;;) {
    try {
      const end = await step();
      if (end !== 'more') return end;
    } catch (error) {
      if (!(error instanceof MessageFault)) throw error;
      await setAside(error);
    }
  }
}
