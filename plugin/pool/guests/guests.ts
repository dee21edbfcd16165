// What is known of the guests of stays (D20): the room of the last stay, and the rooms that they wish for and do not.
import type { GuestOfStayAnswer, RoomNoteAnswer } from '../../api/index.js';
import { arrangerDays } from '../../domain/guest-identity.js';
import { addDays, businessDate, type HotelDate } from '../../domain/hotel-date.js';
import { type BookingPlanId, hotelId, type HotelId, type RoomId } from '../../domain/ids.js';
import { FieldRefusal, Refusal } from '../../domain/refusal.js';
import type { GuestOfReservation, HostPort, LastStay } from '../../host/port.js';
import { type HotelSql, type HotelTx, inHotel } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';
import { refuseChanged } from '../../platform/http/index.js';
import { inEach } from '../../platform/in-each.js';
import type { Platform } from '../../platform/index.js';
import { contactsAmong, guestKeys, type GuestIdentity, identitiesOf } from './identities.js';
import {
  addNote,
  changeNote,
  departingStays,
  guestStays,
  type GuestStay,
  hotelsWithNotes,
  keepFrom,
  lockedNote,
  type NoteKind,
  notesOf,
  removeNote,
  type StoredNote,
} from './notes-repository.js';

/** Rooms of the last stay that are named. */
const mostRooms = 3;
/** Notes of one guest. */
const mostNotes = 20;
/** Departures of so many days back are looked at when notes are kept on; the job runs every night. */
const departureDays = 7;
const mostDepartures = 2_000;
const dayMilliseconds = 86_400_000;

/** By the hotel's own key, which is never rotated. */
export interface GuestKeys {
  /** Undefined where there is none yet, or it does not open. */
  guestKey(sql: HotelSql): Promise<Buffer | undefined>;
  /** Undefined where it does not open. */
  guestKeyMade(tx: HotelTx): Promise<Buffer | undefined>;
}

export interface NoteContent {
  readonly kind: NoteKind;
  /** Undefined: nothing is said of it. */
  readonly text: string | undefined;
}

/** Notes are for signed-in people only; each command throws a Refusal of what does not exist or was changed since. */
export interface Guests {
  /** Of each of the stays that has not ended, in any order. A bounded number of statements, however many stays. */
  ofStays(hotel: HotelId, plans: readonly BookingPlanId[]): Promise<GuestOfStayAnswer[]>;
  /** Refuses a guest whom nothing tells, and a second note of one room. */
  add(tx: HotelTx, plan: BookingPlanId, room: RoomId, content: NoteContent): Promise<RoomNoteAnswer>;
  /** Refuses also where the text that stands there cannot be read. */
  change(tx: HotelTx, note: number, seen: number, content: NoteContent): Promise<RoomNoteAnswer>;
  remove(tx: HotelTx, note: number, seen: number): Promise<RoomNoteAnswer>;
  /** Notes of guests who were here lately are kept on from that day. For the nightly housekeeping. */
  keepOn(today: HotelDate): Promise<void>;
}

interface KnownGuest {
  readonly stay: GuestStay;
  readonly guest: GuestOfReservation;
  readonly identity: GuestIdentity;
}

const lastStayAnswer = (last: LastStay | undefined): GuestOfStayAnswer['lastStay'] =>
  last
    ? {
        ...{ checkIn: last.checkIn, checkOut: last.checkOut },
        rooms: last.rooms.slice(0, mostRooms).map(({ id, number }) => ({ id, number })),
        moreRooms: Math.max(0, last.rooms.length - mostRooms),
      }
    : null;

class GuestsOfHotels implements Guests {
  constructor(
    private readonly platform: Platform,
    private readonly host: HostPort,
    private readonly keys: GuestKeys,
  ) {}

  async ofStays(hotel: HotelId, plans: readonly BookingPlanId[]): Promise<GuestOfStayAnswer[]> {
    const sql = inHotel(this.platform.database, hotel);
    const stays = await guestStays(sql, plans);
    const known = await this.known(sql, stays);
    const last = await this.host.lastStays(
      sql,
      known.flatMap(({ stay, guest, identity }) =>
        identity.clients.map((client) => ({
          ...{ stay: stay.id, client, reservation: guest.reservation, before: stay.checkIn },
        })),
      ),
      this.today(),
    );
    const notes = await this.notes(sql, known);
    const told = new Set(known.filter(({ identity }) => identity.clients.length > 0).map(({ stay }) => stay));
    return stays.map((stay) => ({
      planId: stay.id,
      known: told.has(stay),
      lastStay: lastStayAnswer(last.get(stay.id)),
      notes: notes.get(stay) ?? [],
    }));
  }

  async add(tx: HotelTx, plan: BookingPlanId, room: RoomId, content: NoteContent): Promise<RoomNoteAnswer> {
    const number = await this.roomNumber(tx, room);
    const [stay] = await guestStays(tx, [plan]);
    if (!stay) throw new Refusal('not_found', 'pool.plan_unknown', { plan });
    const [guest] = await this.known(tx, [stay]);
    if (!guest || guest.identity.clients.length === 0) throw new Refusal('conflict', 'guests.not_known');
    const key = await this.keys.guestKeyMade(tx);
    if (!key) throw new Refusal('unavailable', 'guests.key_missing');
    const keys = guestKeys(key, guest.guest.client, guest.identity);
    const before = new Set([...(await notesOf(tx, keys, mostNotes * keys.length)).values()].flat());
    if (new Set([...before].map(({ id }) => id)).size >= mostNotes)
      throw new Refusal('conflict', 'guests.too_many_notes', { most: mostNotes });
    const added = await addNote(
      tx,
      keys,
      { roomId: room, kind: content.kind, sealed: this.sealed(tx, content), departure: stay.checkOut },
      this.platform.clock.now(),
    );
    if (!added) throw new Refusal('conflict', 'guests.noted_already', { room: number });
    await this.record(tx, 'guest-note.add', added, { plan, after: audited(added) });
    return this.answer(tx, added, number);
  }

  async change(tx: HotelTx, id: number, seen: number, content: NoteContent): Promise<RoomNoteAnswer> {
    const before = await this.locked(tx, id, seen);
    const textBefore = this.opened(tx, before);
    // What nobody was shown nobody can have meant to replace.
    if (before.sealed && textBefore === undefined) throw new Refusal('unavailable', 'guests.key_missing');
    const sealed = this.sealed(tx, content);
    const after = await changeNote(tx, id, content.kind, sealed, this.platform.clock.now());
    const isTextChanged = textBefore !== content.text;
    const details = { before: audited(before), after: audited(after), isTextChanged };
    await this.record(tx, 'guest-note.change', after, details);
    return this.answer(tx, after, await this.numberNow(tx, after.roomId));
  }

  async remove(tx: HotelTx, id: number, seen: number): Promise<RoomNoteAnswer> {
    const before = await this.locked(tx, id, seen);
    await removeNote(tx, id);
    await this.record(tx, 'guest-note.remove', before, { before: audited(before) });
    return this.answer(tx, before, await this.numberNow(tx, before.roomId));
  }

  async keepOn(today: HotelDate): Promise<void> {
    const { database, logger } = this.platform;
    const hotels = (await hotelsWithNotes(database)).map(hotelId);
    await inEach(logger, hotels, async (hotel) => {
      const sql = inHotel(database, hotel);
      const key = await this.keys.guestKey(sql);
      if (!key) return;
      const stays = await departingStays(sql, addDays(today, -departureDays), today, mostDepartures);
      const departures = (await this.known(sql, stays)).flatMap(({ stay, guest, identity }) =>
        guestKeys(key, guest.client, identity).map((one) => ({ key: one, departure: stay.checkOut })),
      );
      if (departures.length > 0) await keepFrom(sql, departures);
    });
  }

  /** Of the stays that the PMS has, whose guests they are. */
  private async known(sql: HotelSql, stays: readonly GuestStay[]): Promise<KnownGuest[]> {
    const ids = stays.flatMap(({ reservationId }) => reservationId ?? []);
    const guests = await this.host.guestsOf(sql, [...new Set(ids)]);
    const since = new Date(this.platform.clock.now().getTime() - arrangerDays * dayMilliseconds);
    const clients = await this.host.clientsOfContacts(sql, contactsAmong(guests), since);
    const identities = identitiesOf(guests, clients);
    const byReservation = new Map(guests.map((guest) => [guest.reservation, guest]));
    return stays.flatMap((stay) => {
      const guest = stay.reservationId === null ? undefined : byReservation.get(stay.reservationId);
      return guest ? [{ stay, guest, identity: identities.get(guest)! }] : [];
    });
  }

  private async notes(
    sql: HotelSql,
    known: readonly KnownGuest[],
  ): Promise<ReadonlyMap<GuestStay, RoomNoteAnswer[]>> {
    const key = await this.keys.guestKey(sql);
    if (!key) return new Map();
    const keysOf = new Map(
      known.map(({ stay, guest, identity }) => [stay, guestKeys(key, guest.client, identity)]),
    );
    const keys = [...keysOf.values()].flat();
    const found = await notesOf(sql, keys, keys.length * mostNotes);
    if (found.size === 0) return new Map();
    const { rooms } = await this.host.inventory(sql);
    const numbers = new Map(rooms.map(({ id, number }) => [id, number]));
    const answersOf = (some: readonly StoredNote[]) =>
      some.flatMap((note) => {
        const number = numbers.get(note.roomId);
        return number === undefined ? [] : [this.answer(sql, note, number)];
      });
    return new Map(
      [...keysOf].map(([stay, own]) => {
        const all = own.flatMap((one) => found.get(one.toString('hex')) ?? []);
        const once = [...new Map(all.map((note) => [note.id, note])).values()];
        return [stay, answersOf(once.sort((a, b) => a.id - b.id))];
      }),
    );
  }

  private today(): HotelDate {
    const { clock, calendar } = this.platform;
    return businessDate(clock.now(), calendar);
  }

  private async roomNumber(tx: HotelTx, room: RoomId): Promise<string> {
    const { rooms } = await this.host.inventory(tx);
    const number = rooms.find(({ id }) => id === room)?.number;
    if (number === undefined) throw new FieldRefusal('roomId', 'guests.room_unknown');
    return number;
  }

  /** Of a room that the PMS may have no more. */
  private async numberNow(tx: HotelTx, room: RoomId): Promise<string> {
    const { rooms } = await this.host.inventory(tx);
    return rooms.find(({ id }) => id === room)?.number ?? '';
  }

  private async locked(tx: HotelTx, id: number, seen: number): Promise<StoredNote> {
    const note = await lockedNote(tx, id);
    if (!note) throw new Refusal('not_found', 'guests.note_unknown', { note: id });
    refuseChanged(seen, note.version);
    return note;
  }

  private sealed({ hotel }: HotelSql, { text }: NoteContent): Sealed | undefined {
    return text === undefined ? undefined : this.platform.cipher.seal(hotel, Buffer.from(text, 'utf8'));
  }

  /** Undefined also where this process lacks the key. */
  private opened({ hotel }: HotelSql, { sealed }: StoredNote): string | undefined {
    const { cipher } = this.platform;
    return sealed && cipher.keyIds.includes(sealed.keyId)
      ? cipher.open(hotel, sealed).toString('utf8')
      : undefined;
  }

  private answer(sql: HotelSql, note: StoredNote, number: string): RoomNoteAnswer {
    const { id, version, roomId: room, kind } = note;
    return { id, version, room: { id: room, number }, kind, text: this.opened(sql, note) ?? null };
  }

  private async record(
    tx: HotelTx,
    action: string,
    { id }: StoredNote,
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { audit, events } = this.platform;
    await audit.record(tx, { action, subject: `guest-note:${id}`, details });
    await events.record(tx, 'guest-notes');
  }
}

/** What the audit log keeps: nothing of what staff say of a guest. */
const audited = ({ roomId, kind, sealed }: StoredNote) => ({ roomId, kind, hasText: sealed !== undefined });

export const createGuests = (platform: Platform, host: HostPort, keys: GuestKeys): Guests =>
  new GuestsOfHotels(platform, host, keys);
