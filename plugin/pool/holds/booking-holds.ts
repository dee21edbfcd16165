// The 押さえ of the bookings that one transaction places, with its occupancy kept true to them.
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { BookingPlanId, RoomId } from '../../domain/ids.js';
import { isOfKind, type Room } from '../../domain/room.js';
import type { HostHotelTx, HostPort, RoomInventory } from '../../host/port.js';
import type { Platform } from '../../platform/index.js';
import type { HotelSettings } from '../modes/modes.js';
import { nothingGivenUp, type Occupancy } from '../occupancy/occupancy.js';
import { holdByItself } from './by-itself.js';
import { takenBy } from './fitting-nights.js';
import { holdsWhatFits, type StayHold } from './holds-repository.js';
import { endHolds, standingHolds, type StayToHold } from './keeping.js';

interface BookingHoldsContext {
  readonly platform: Platform;
  readonly host: HostPort;
  readonly tx: HostHotelTx;
  readonly inventory: RoomInventory;
  readonly settings: HotelSettings;
}

type Rooms = ReadonlyMap<RoomId, Room>;

/** Whether it keeps nights of its stay in a room that this may still have. */
function isNeeded({ plan, room, from, to }: StayHold, stays: readonly StayToHold[], rooms: Rooms): boolean {
  const stay = stays.find((one) => one.plan === plan);
  const kept = rooms.get(room);
  if (!stay || kept?.typeId !== stay.bookedTypeId || !isOfKind(kept, stay.smoking)) return false;
  return stay.checkIn <= from && (to <= stay.checkOut || stay.checkIn === stay.checkOut);
}

export class BookingHolds {
  constructor(
    private readonly context: BookingHoldsContext,
    private readonly occupancy: Occupancy,
    private readonly rooms: Rooms,
  ) {}

  /** Of a booking's plans; asked of those alone that have no room. */
  async of(plans: readonly BookingPlan[]): Promise<StayHold[]> {
    const ids: BookingPlanId[] = plans
      .filter(({ roomState }) => roomState === 'unplaced')
      .map(({ id }) => id);
    return ids.length === 0 ? [] : standingHolds(this.context, this.context.tx, ids);
  }

  /** The occupancy gives them up with the booking's holding. */
  end(holds: readonly StayHold[]): Promise<void> {
    return endHolds(this.context, this.context.tx, holds, undefined);
  }

  /** Ends those of `holds` that the stays, as they are now, have no use for. */
  async endUnneeded(holds: readonly StayHold[], stays: readonly StayToHold[]): Promise<void> {
    const unneeded = holds.filter((hold) => !isNeeded(hold, stays, this.rooms));
    await this.end(unneeded);
    this.occupancy.release({ ...nothingGivenUp, nights: takenBy(unneeded, this.rooms) });
  }

  /**
   * Holds what fits of the stays beside what is held already, where the hotel has set so, their plans being written by `write`. Answers with
   * whether anything came to it.
   */
  async holdWhatFits(stays: readonly StayToHold[], write: () => Promise<void>): Promise<boolean> {
    const { settings, tx } = this.context;
    if (settings.rollOut === 'off' || !(await holdsWhatFits(tx))) return false;
    await write();
    const made = await holdByItself(this.context, stays, this.occupancy);
    this.occupancy.hold(takenBy(made, this.rooms));
    return made.length > 0;
  }
}
