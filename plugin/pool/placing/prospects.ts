// What stays without a room could have now: asked of placement, and nothing done. Pure.
import { type Prospect, prospects } from '../../assignment/index.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import { nightsBetween } from '../../domain/hotel-date.js';
import type { BookingPlanId } from '../../domain/ids.js';
import type { Occupancy } from '../occupancy/occupancy.js';
import type { TakenNights } from '../occupancy/occupancy-repository.js';
import { eachByItself, type PlacementRules } from './placement.js';

type Unplaced = Pick<
  BookingPlan,
  | 'id'
  | 'reason'
  | 'bookingNumber'
  | 'agency'
  | 'bookedTypeId'
  | 'smoking'
  | 'checkIn'
  | 'checkOut'
  | 'people'
  | 'beds'
>;

const together = ({ bookingNumber, agency, checkIn, checkOut }: Unplaced) =>
  JSON.stringify([bookingNumber, agency, checkIn, checkOut]);

/** A longer stay is a damaged date, and would be looked up night by night. */
const mostNights = 730;

/** `keptFor`: nights that the PMS holds as 押さえ for the plans. Rooms of one booking beside each other, so that it is seen which of them fit; other bookings as if they alone were to be placed. Of those that cannot be asked about there is none. */
export function prospectsOf(
  plans: readonly Unplaced[],
  occupancy: Occupancy,
  rules: PlacementRules,
  keptFor: (plan: BookingPlanId) => readonly TakenNights[] = () => [],
): ReadonlyMap<BookingPlanId, Prospect> {
  const known = new Set(occupancy.house.types.map(({ id }) => id));
  const askable = plans.filter(
    ({ bookedTypeId, checkIn, checkOut }) =>
      known.has(bookedTypeId) && nightsBetween(checkIn, checkOut) <= mostNights,
  );
  const found = new Map<BookingPlanId, Prospect>();
  for (const fellows of Map.groupBy(askable, together).values()) {
    const stays = fellows.map((plan, slot) => ({ ...plan, slot, typeId: plan.bookedTypeId }));
    const nights = fellows.flatMap(({ id }) => keptFor(id));
    const request = {
      ...{ stays, preferred: new Map(), final: new Map() },
      givenUp: { plans: new Set(fellows.map(({ id }) => id)), nights },
      waiting: fellows.toSorted((a, b) => a.id - b.id)[0],
      ...{ rearranging: true, decidedNow: false },
    };
    const { problem, idOf } = eachByItself(request, occupancy, rules);
    const answers = prospects(problem);
    fellows.forEach(({ id }, slot) => found.set(id, answers.get(idOf(slot))!));
  }
  return found;
}
