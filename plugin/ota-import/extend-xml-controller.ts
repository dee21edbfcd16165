// For a PMS whose functions are wired by hand: its own XML controller, with the import behind its names (O11). The mount or this, never both.
import type { XmlTree } from '../domain/booking-report.js';
import { type HotelId, hotelId } from '../domain/ids.js';
import type { Request, Response } from '../platform/http/index.js';
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
  ): Promise<{ readonly success: boolean }>;
}

export interface ControllerParts {
  readonly service: OtaImport;
  /** Whether the request was answered already: the plugin does not run, or it is meant for another database. */
  readonly turnedAway: (request: Request, response: Response) => boolean;
}

/** Seconds for which who hands messages over waits until they are applied; the jobs go on with the rest. */
const waitSeconds = 10;

/** What is due in the hotel, the messages handed over among it. They are safe whatever comes of this. */
async function applyForAWhile(service: OtaImport, hotel: HotelId): Promise<void> {
  const until = performance.now() + waitSeconds * 1000;
  while ((await service.importDue(hotel)) === 'unfinished') if (performance.now() > until) return;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/**
 * All that `controller` exports, by the same names, with the import's four functions replaced: same arguments, same answers. A fetch stores before
 * it answers; a message that the PMS hands over is in the ledger before it is in the PMS's queue, is applied once, and is retried and shown
 * where it fails; a delivery is confirmed by the recorded job.
 */
export function extendXmlController<Controller extends ImportFunctions>(
  controller: Controller,
  { service, turnedAway }: ControllerParts,
): Controller {
  const functions: ImportFunctions = {
    async getOTAReservations(request, response) {
      if (turnedAway(request, response)) return;
      await service.fetchAll();
      response.status(200).json({ message: 'Processed all hotels.' });
    },

    async successOTAReservations(request, response, hotel, outputId) {
      if (turnedAway(request, response)) return;
      const ofHotel = hotel ?? Number(text(request.query.hotel_id));
      const named = outputId ?? text(request.query.outputId);
      if (!Number.isSafeInteger(ofHotel) || named === undefined)
        throw new TypeError('a delivery is confirmed by its hotel_id and outputId: one of them is missing');
      await service.confirmByName(hotelId(ofHotel), named);
      if (hotel === undefined) response.status(200).json({ message: 'OK' });
    },

    async processAndQueueReservation(requestId, data, hotel, client) {
      await service.handOver(hotelId(hotel), data);
      return controller.processAndQueueReservation(requestId, data, hotel, client);
    },

    async processQueuedReservations(_requestId, reservations) {
      const hotels = new Set(reservations.map((reservation) => hotelId(reservation.hotelId)));
      for (const { data, hotelId: hotel } of reservations) await service.handOver(hotelId(hotel), data);
      for (const hotel of hotels) await applyForAWhile(service, hotel);
      return { success: true };
    },
  };
  return { ...controller, ...functions };
}
