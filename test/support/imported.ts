// Bookings that the PMS imported by itself, as before the plugin came: by its own function, in the room that it chose.
import type { Message } from '../../examples/tl-lincoln/index.js';
import { readReport } from '../../plugin/tl-lincoln/index.js';
import type { World } from './world.js';

/** Throws where the message cannot be read, or the PMS refuses it. */
export async function imported(
  { host, hotel }: Pick<World, 'host' | 'hotel'>,
  message: Message,
): Promise<void> {
  const { report } = readReport(message.xml);
  if (!report.ok) throw new Error(`the message cannot be read: ${report.failure.code}`);
  const { addOTAReservation } = host.reservations;
  const done = await addOTAReservation('test', hotel.hotelId, report.value.document);
  if (!done.success) throw new Error(`the PMS refused the booking: ${done.error}`);
}
