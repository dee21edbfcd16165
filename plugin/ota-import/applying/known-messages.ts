// What a message is to those of its DataID that were here before: the same again, another, or the whole of what came damaged (O2).
import { type AgencyOf, noAgency } from '../../domain/agency.js';
import type { MessageId } from '../../domain/ids.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { ReportReading } from '../../tl-lincoln/index.js';
import { knownUnder } from '../ledger/claims-repository.js';
import type { IdentityHashing } from '../ledger/identity-keys.js';
import type { UnreadMessage } from '../ledger/messages-repository.js';
import { readOpened } from '../ledger/sealed-messages.js';
import type { Reading } from './reports.js';

/** What a message says; nobody knows any more where its text was purged before it was hashed, nor while its text does not open. */
export type Said = Buffer | 'purged' | 'unknown';

/** A message of a DataID, as far as others of it are compared with it. */
export interface Known {
  readonly id: MessageId;
  /** Undefined of what is no XML: it has no content that another could contradict. */
  readonly said: Said | undefined;
  /** It stands for its DataID; another one is damaged, or contradicts that. */
  readonly claims: boolean;
  /** It could not be read as a booking, and nobody has dealt with it. */
  readonly damaged: boolean;
  readonly bookingNumber: string | undefined;
  readonly agency: string | undefined;
}

export type KnownByDataId = Map<string, readonly Known[]>;

/**
 * `stands`: for its DataID from now on, and `settles` what came damaged before. `duplicate`: the same is here. `part`: damaged, and the
 * whole is here. `contradicts`: for a person.
 */
export type Verdict =
  | { readonly is: 'stands'; readonly settles: readonly MessageId[] }
  | { readonly is: 'duplicate' | 'part' | 'contradicts' };

function mayBeOne(agencyOf: AgencyOf, a: Known, b: Known): boolean {
  const [one, other] = [agencyOf(a.agency), agencyOf(b.agency)];
  return (
    (a.bookingNumber === undefined || b.bookingNumber === undefined || a.bookingNumber === b.bookingNumber) &&
    (one === other || one === noAgency || other === noAgency)
  );
}

const saysTheSame = ({ said }: Known, other: Known): boolean =>
  Buffer.isBuffer(said) && Buffer.isBuffer(other.said) && said.equals(other.said);

/** Pure. A message in a damaged one's place is the one that carries the booking, where both speak of the same as far as they speak. */
export function verdictOn(message: Known, before: readonly Known[], agencyOf: AgencyOf): Verdict {
  if (before.some((other) => saysTheSame(message, other))) return { is: 'duplicate' };
  const parts = message.damaged
    ? []
    : before.filter((other) => other.damaged && mayBeOne(agencyOf, other, message)).map(({ id }) => id);
  const claim = before.find(({ claims }) => claims);
  if (!claim || parts.includes(claim.id)) return { is: 'stands', settles: parts };
  if (typeof claim.said === 'string') return { is: 'duplicate' };
  const isPart = message.said === undefined && !claim.damaged && mayBeOne(agencyOf, claim, message);
  return { is: isPart ? 'part' : 'contradicts' };
}

/** Where an earlier build let something stand for a DataID that is no report: nothing is the same as that. */
const noReport = Buffer.alloc(0);

interface ReadMessage {
  readonly reading: ReportReading;
  readonly message: Pick<UnreadMessage, 'id'>;
}

/** Messages that were here before, of the DataIDs of these. */
export async function knownBefore(
  { platform, readReport }: Reading,
  tx: HotelTx,
  read: readonly ReadMessage[],
  { form, hash }: IdentityHashing,
): Promise<KnownByDataId> {
  const dataIds = read.flatMap(({ reading }) => reading.header.dataId ?? []);
  const rows = await knownUnder(
    tx,
    { dataIds, numbers: read.flatMap(({ reading }) => reading.header.bookingNumber ?? []) },
    form,
    read.map(({ message }) => message.id),
  );
  const unhashed = rows.flatMap(({ id, claims, stored }) => (claims && stored ? [{ id, stored }] : []));
  const hashes = await readOpened(platform, tx, unhashed, (_, text) => hash(readReport(text)) ?? noReport);
  const hashed = new Map(hashes.map(({ message, read: said }) => [message.id, said]));
  const saidBy = ({ id, claims, hash: kept, stored }: (typeof rows)[number]): Said | undefined => {
    if (!claims) return kept;
    return kept ?? (stored ? (hashed.get(id) ?? 'unknown') : 'purged');
  };
  return Map.groupBy(
    rows.map((row) => ({ ...row, said: saidBy(row) })),
    ({ dataId }) => dataId,
  );
}

/** The message itself, as others will know it. */
export const asKnown = ({ message, reading }: ReadMessage, said: Buffer | undefined): Known => ({
  ...{ id: message.id, said, agency: reading.header.agency, bookingNumber: reading.header.bookingNumber },
  ...{ claims: said !== undefined, damaged: !reading.report.ok },
});

/** As others will know one that contradicts what stands for its DataID: it is known again, and no more. */
export const asContradiction = (message: Known): Known => ({ ...message, claims: false, damaged: false });
