// What the site controller says to a request: who asks, what waits for them, what they confirm.
import { confirmed, outputAnswer, readRequest, refusal, type ServiceName } from './answers.js';
import type { Dice } from './faults.js';
import type { Message } from './messages.js';
import type { Outbox } from './outbox.js';

export interface Hotel {
  readonly password: string;
  readonly outbox: Outbox;
}

export interface Answer {
  readonly body: string;
  /** The messages in it. */
  readonly messages: readonly Message[];
}

const withoutMessages = (body: string): Answer => ({ body, messages: [] });

export type Service = (name: ServiceName, requestXml: string) => Promise<Answer>;

/** `hotels` by the user id of their login. The wording of the errors is our own; only `E013` is known from the field. */
export function createService(hotels: ReadonlyMap<string, Hotel>, dice: Dice): Service {
  return async (name, requestXml) => {
    if (dice.strikes('rateLimited')) {
      return withoutMessages(refusal(name, 'E013:呼び出し回数の上限を超えました'));
    }
    const request = await readRequest(requestXml);
    const hotel = request && hotels.get(request.userId);
    if (!request || hotel?.password !== request.password) {
      return withoutMessages(refusal(name, 'E001:認証に失敗しました'));
    }
    if (name === 'BookingInfoOutputService') {
      const output = hotel.outbox.current();
      return { body: outputAnswer(output), messages: output?.messages ?? [] };
    }
    return withoutMessages(
      hotel.outbox.confirm(request.outputId ?? '')
        ? confirmed()
        : refusal(name, 'E020:出力IDが見つかりません'),
    );
  };
}
