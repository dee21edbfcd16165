// Who of those that wait for a room tries to get the nights that came free: in order of check-in, then of receipt, one for each room and night. Pure.
import type { HotelDate } from '../../domain/hotel-date.js';
import type { MessageId, RoomTypeId } from '../../domain/ids.js';
import type { FreedNight, OfferedNights, Opening, WaitingPlace } from '../../pool/index.js';

/** A message for which no room was free. */
export interface WaitingMessage extends WaitingPlace {
  /** The night after its last; undefined, as its types: an older build did not say. */
  readonly until: HotelDate | undefined;
  readonly types: readonly RoomTypeId[] | undefined;
  /** It is tried now in any case. */
  readonly isDue: boolean;
}

export interface Waking extends OfferedNights {
  readonly woken: readonly MessageId[];
}

const isBefore = (one: WaitingPlace, other: WaitingPlace): boolean =>
  one.checkIn < other.checkIn || (one.checkIn === other.checkIn && one.message < other.message);

function mayHelp({ from, to, bookedTypes }: Opening, { checkIn, until, types }: WaitingMessage): boolean {
  if (until === undefined || types === undefined) return true;
  return from < until && checkIn < to && types.some((type) => bookedTypes.includes(type));
}

/** What is known of one night that came free, and who takes it. */
interface NightOnOffer {
  readonly freed: FreedNight;
  readonly openings: readonly Opening[];
  taker?: WaitingMessage;
  /** Somebody behind the taker may want it too. */
  isWantedByMore?: boolean;
}

function nightsOf(openings: readonly Opening[]): NightOnOffer[] {
  const byNight = Map.groupBy(openings, ({ freed: { room, night } }) => `${night} ${room}`);
  return [...byNight.values()].map((ofNight) => ({ freed: ofNight[0]!.freed, openings: ofNight }));
}

const isFor = ({ freed: { offered }, openings }: NightOnOffer, message: WaitingMessage): boolean =>
  (offered === undefined || isBefore(offered, message)) &&
  openings.some((opening) => mayHelp(opening, message));

/**
 * The next in turn for each night that came free. Whoever follows has his turn when that one has been tried and the night is free still; he
 * who was offered it before is not asked again, and nobody before his try. A night that nobody behind wants is settled with this offer.
 *
 * @param waiting in order of check-in, then of receipt
 */
export function wakingFor(openings: readonly Opening[], waiting: readonly WaitingMessage[]): Waking {
  const tried = new Set(waiting.flatMap(({ isDue, message }) => (isDue ? [message] : [])));
  const nights = nightsOf(openings).filter(
    ({ freed: { offered } }) => !offered || !tried.has(offered.message),
  );
  const woken: MessageId[] = [];
  for (const message of waiting.filter(({ isDue }) => !isDue)) {
    const wanted = nights.filter((night) => !night.isWantedByMore && isFor(night, message));
    const his = wanted.filter(({ taker }) => taker === undefined);
    for (const night of wanted) if (night.taker) night.isWantedByMore = true;
    for (const night of his) night.taker = message;
    if (his.length > 0) woken.push(message.message);
  }
  return {
    woken,
    offered: nights.flatMap(({ freed, taker, isWantedByMore }) =>
      taker && isWantedByMore ? [{ ...freed, to: taker }] : [],
    ),
    left: nights.flatMap(({ freed, isWantedByMore }) => (isWantedByMore ? [] : [freed])),
  };
}
