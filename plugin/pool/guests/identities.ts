// Who the guest of a stay is (D20): the PMS's client, a phone, a mail, but no company and nobody who books for others. A name alone, in kana or not, says nothing. Pure.
import { createHmac } from 'node:crypto';
import { arrangersAmong, foldedMail, tellingPhones } from '../../domain/guest-identity.js';
import type { GuestOfReservation, KnownClient } from '../../host/port.js';

type Contacts = Pick<GuestOfReservation, 'phone' | 'mail'>;

const phonesOf = ({ phone }: Contacts) => [...tellingPhones([phone ?? ''])];
const mailsOf = ({ mail }: Contacts) => [foldedMail(mail ?? '')].filter((one) => one !== undefined);
/** A mail is never a phone: they need not be told apart. */
const contactsOf = (guest: Contacts): ReadonlySet<string> => new Set([...phonesOf(guest), ...mailsOf(guest)]);

/** Folded, each once. */
export function contactsAmong(guests: readonly GuestOfReservation[]) {
  const people = guests.filter(({ isPerson }) => isPerson);
  return {
    phones: [...new Set(people.flatMap(phonesOf))],
    mails: [...new Set(people.flatMap(mailsOf))],
  };
}

/** By what a guest is known. */
export interface GuestIdentity {
  /** The PMS's clients that are the guest. */
  readonly clients: readonly string[];
  /** Folded phones and mails that are nobody's else. */
  readonly contacts: readonly string[];
}

/** `known`: all clients of the guests' contacts. A company's identity is empty. */
export function identitiesOf(
  guests: readonly GuestOfReservation[],
  known: readonly KnownClient[],
): ReadonlyMap<GuestOfReservation, GuestIdentity> {
  const clients = known.map((one) => ({ ...one, contacts: contactsOf(one) }));
  const asked = new Set(guests.flatMap((guest) => [...contactsOf(guest)]));
  const arrangers = arrangersAmong(
    asked,
    clients.filter(({ bookedLately }) => bookedLately),
  );
  const clientsOf = Map.groupBy(
    clients
      .filter(({ isPerson }) => isPerson)
      .flatMap(({ client, contacts }) => [...contacts].map((contact) => ({ client, contact }))),
    ({ contact }) => contact,
  );
  const identityOf = (guest: GuestOfReservation): GuestIdentity => {
    if (!guest.isPerson) return { clients: [], contacts: [] };
    const contacts = [...contactsOf(guest)].filter((contact) => !arrangers.has(contact));
    const others = contacts.flatMap((contact) => clientsOf.get(contact) ?? []);
    return { clients: [...new Set([guest.client, ...others.map(({ client }) => client)])], contacts };
  };
  return new Map(guests.map((guest) => [guest, identityOf(guest)]));
}

/** Keyed hashes of the guest's own client and contacts: they can be compared, and nothing else. */
export function guestKeys(key: Buffer, own: string, { clients, contacts }: GuestIdentity): Buffer[] {
  const hashed = (kind: 'client' | 'contact', text: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, text]))
      .digest();
  return clients.length === 0
    ? []
    : [hashed('client', own), ...contacts.map((contact) => hashed('contact', contact))];
}
