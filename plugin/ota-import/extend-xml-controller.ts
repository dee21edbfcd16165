// For a PMS whose functions are wired by hand: its own XML controller, with the import behind its names (O11). The mount or this, never both.
import type { XmlTree } from '../domain/booking-report.js';
import { type HotelId, hotelId } from '../domain/ids.js';
import { largestInteger, type Request, type Response } from '../platform/http/index.js';
import type { Platform } from '../platform/index.js';
import type { OtaImport } from './service.js';

/** A message as the PMS's queue has it. */
export interface QueuedReservation {
  readonly data: XmlTree;
  readonly hotelId: number;
}

/** What of `api/controllers/xmlController` the import is about (HOST.md d), by the PMS's names and arguments. */
export interface ImportFunctions {
  getOTAReservations(request: Request, response: Response): Promise<void>;
  successOTAReservations(
    request: Request,
    response: Response,
    hotel?: number,
    outputId?: string,
    client?: unknown,
  ): Promise<void>;
  processAndQueueReservation(
    requestId: unknown,
    data: XmlTree,
    hotel: number,
    client?: unknown,
  ): Promise<QueuedReservation>;
  processQueuedReservations(
    requestId: unknown,
    reservations: readonly QueuedReservation[],
    client: unknown,
  ): Promise<{ readonly success: boolean; readonly failed?: XmlTree }>;
}

export interface ControllerParts {
  readonly logger: Platform['logger'];
  readonly service: OtaImport;
  /** Whether the request was answered already: the plugin does not run, or it is meant for another database. */
  readonly turnedAway: (request: Request, response: Response) => boolean;
}

/** Seconds for which who hands messages over waits until they are applied; the jobs go on with the rest. */
const waitSeconds = 10;

/** What is due in the hotel, the messages handed over among it. They are safe whatever comes of this. */
async function applyForAWhile({ service, logger }: ControllerParts, hotel: HotelId): Promise<void> {
  const until = performance.now() + waitSeconds * 1000;
  try {
    while ((await service.importDue(hotel)) === 'unfinished') if (performance.now() > until) return;
  } catch (error) {
    logger.warn('what was handed over is applied later', { hotelId: hotel, error });
  }
}

/** Of a hotel; a delivery has fewer. Where more are left over, what it asks to have confirmed next is not, so all come again. */
const mostUnstored = 5_000;

interface HandOver {
  /** False where it could not be stored now: then it is stored before anything of its hotel is confirmed. Never throws. */
  store(hotel: HotelId, document: XmlTree): Promise<boolean>;
  /** Once more what could not be stored; whether all is. */
  storeRest(hotel: HotelId): Promise<boolean>;
  /** The same, where nothing of the hotel went beyond what is remembered since this was asked last: that has to come again. */
  mayConfirm(hotel: HotelId): Promise<boolean>;
}

/** The PMS logs what is thrown at it here, forgets the message and confirms the delivery with the others. */
function createHandOver({ service, logger }: ControllerParts): HandOver {
  const unstored = new Map<HotelId, Set<XmlTree>>();
  const overflowed = new Set<HotelId>();

  async function store(hotel: HotelId, document: XmlTree): Promise<boolean> {
    const rest = unstored.get(hotel) ?? new Set();
    try {
      await service.handOver(hotel, document);
      rest.delete(document);
      return true;
    } catch (error) {
      logger.error('a message that was handed over could not be stored', { hotelId: hotel, error });
      if (rest.size < mostUnstored || rest.has(document)) unstored.set(hotel, rest.add(document));
      else overflowed.add(hotel);
      return false;
    }
  }

  async function storeRest(hotel: HotelId): Promise<boolean> {
    for (const document of unstored.get(hotel) ?? []) if (!(await store(hotel, document))) return false;
    return true;
  }

  const mayConfirm = async (hotel: HotelId) => (await storeRest(hotel)) && !overflowed.delete(hotel);
  return { store, storeRest, mayConfirm };
}

/** Longer than any name that the site controller has given a delivery. */
const longestOutputId = 100;

const namesDelivery = (hotel: HotelId, outputId: string | undefined): outputId is string =>
  outputId !== undefined &&
  outputId.length <= longestOutputId &&
  Number.isSafeInteger(hotel) &&
  hotel > 0 &&
  hotel <= largestInteger;

/** The PMS is JavaScript, and its SQL takes an id that is a text, as a request has it: one hotel under two names would be two. */
const idOf = (hotel: unknown): HotelId => hotelId(Number(hotel ?? NaN));

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/**
 * All that `controller` exports, by the same names, with the import's four functions replaced: same arguments, same answers. A fetch stores before
 * it answers; a message that the PMS hands over is in the ledger before it is in the PMS's queue, is applied once, and is retried and shown
 * where it fails; a delivery is confirmed by the recorded job, and not before all of its hotel's messages are stored.
 */
export function extendXmlController<Controller extends ImportFunctions>(
  controller: Controller,
  parts: ControllerParts,
): Controller {
  const { service, turnedAway, logger } = parts;
  const handOver = createHandOver(parts);
  const functions: ImportFunctions = {
    async getOTAReservations(request, response) {
      if (turnedAway(request, response)) return;
      await service.fetchAll();
      response.status(200).json({ message: 'Processed all hotels.' });
    },

    async successOTAReservations(request, response, hotel, outputId) {
      if (turnedAway(request, response)) return;
      const ofHotel = idOf(hotel ?? text(request.query.hotel_id));
      const named = outputId ?? text(request.query.outputId);
      if (!namesDelivery(ofHotel, named))
        throw new TypeError(
          'a delivery is confirmed by its hotel_id and outputId: one of them is missing or names none',
        );
      if (await handOver.mayConfirm(ofHotel)) await service.confirmByName(ofHotel, named);
      else logger.error('a delivery is not confirmed: not all of it could be stored', { hotelId: ofHotel });
      if (hotel === undefined) response.status(200).json({ message: 'OK' });
    },

    async processAndQueueReservation(requestId, data, hotel, client) {
      await handOver.store(idOf(hotel), data);
      return controller.processAndQueueReservation(requestId, data, hotel, client);
    },

    async processQueuedReservations(_requestId, reservations) {
      const hotels = new Set(reservations.map((reservation) => idOf(reservation.hotelId)));
      for (const { data, hotelId: hotel } of reservations) await handOver.store(idOf(hotel), data);
      let success = true;
      for (const hotel of hotels)
        if (await handOver.storeRest(hotel)) await applyForAWhile(parts, hotel);
        else success = false;
      await service.settlePmsQueue();
      // What was not stored names no dates: nothing is to be closed for sale for it.
      return success ? { success } : { success, failed: {} };
    },
  };
  return { ...controller, ...functions };
}
