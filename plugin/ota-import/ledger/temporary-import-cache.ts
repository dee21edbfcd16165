// The temporary import cache (O4): what the site controller said, message by message, from before it is read until it is long over.
import type { MessageId } from '../../domain/ids.js';
import { addDays, businessDate } from '../../domain/hotel-date.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import { inSteps } from '../../platform/in-steps.js';
import type { Platform } from '../../platform/index.js';
import { agenciesByHotel } from '../settings/repository.js';
import { listMessages, type MessageTexts, storedTexts } from './looked-after-repository.js';
import { type BodyOfDelivery, type NewMessage, storeMessages } from './messages-repository.js';
import {
  agencyNames,
  type Companies,
  forgetBookings,
  forgetOutlines,
  purgeTexts,
} from './retention-repository.js';

/** Deliveries of one step: each has a body of megabytes, or thousands of messages. */
const deliveriesAtOnce = 20;

/**
 * `heyawari.ota_import_cache` and what hangs on it. Messages are written by the ledger alone: here when they come and when they are over, between by
 * the transitions of transitions.ts.
 */
export interface TemporaryImportCache {
  /** A row per message, before anything in it is interpreted; what is stored already is left alone. Answers with how many are new. */
  store(
    tx: HotelTx,
    body: BodyOfDelivery,
    messages: readonly NewMessage[],
    receivedAt: Date,
  ): Promise<number>;
  /** Where the texts of a message are: as it came, and with a person's corrections. Undefined where they are archived. */
  load(sql: HotelSql, id: MessageId): Promise<MessageTexts | undefined>;
  readonly list: typeof listMessages;
  /**
   * Of deliveries all of whose messages are settled and whose guests left `retention.personalDataDays` ago what is personal goes, and the outline stays:
   * identity, dates, state, reason. In all hotels; answers with how many deliveries.
   */
  archive(): Promise<number>;
  /** What was archived goes whole, with its attempts and what was left of its bookings, `retention.recordDays` after the guests left. Answers with how many deliveries. */
  cleanUp(): Promise<number>;
}

export function createTemporaryImportCache(platform: Platform): TemporaryImportCache {
  const { database, clock, calendar, settings } = platform;
  const daysAgo = (days: number) => addDays(businessDate(clock.now(), calendar), -days);

  async function companies(): Promise<Companies> {
    const agenciesOf = await agenciesByHotel(platform);
    const names = await agencyNames(database);
    return Object.fromEntries(
      names.map(({ hotelId, name }) => [`${hotelId} ${name}`, agenciesOf(hotelId)(name)]),
    );
  }

  return {
    store: storeMessages,
    load: storedTexts,
    list: listMessages,
    async archive() {
      const known = await companies();
      const before = daysAgo(settings.retention.personalDataDays);
      return inSteps((limit) => purgeTexts(database, known, before, clock.now(), limit), deliveriesAtOnce);
    },
    async cleanUp() {
      const known = await companies();
      const { personalDataDays, recordDays } = settings.retention;
      // What is archived had its guests gone for `personalDataDays` by then.
      const archived = new Date(clock.now().getTime() - (recordDays - personalDataDays) * 24 * 3_600_000);
      const over = { departed: daysAgo(recordDays), archived };
      const forgotten = await inSteps(
        (limit) => forgetOutlines(database, known, over, limit),
        deliveriesAtOnce,
      );
      await inSteps((limit) => forgetBookings(database, known, limit));
      return forgotten;
    },
  };
}
