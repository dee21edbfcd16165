// What the screens need of the PMS they are mounted in.
import { type ComputedRef, inject, type InjectionKey, type Ref } from 'vue';

export interface HostHotelStore {
  readonly selectedHotelId: Ref<number | null>;
}

export interface HostUser {
  readonly permissions?: {
    readonly crud_ok?: boolean;
    readonly manage_users?: boolean;
    readonly manage_db?: boolean;
  };
}

export interface HostUserStore {
  /** An array of one; empty until the PMS has fetched it. */
  readonly logged_user: Ref<readonly HostUser[]>;
  readonly fetchUser: () => Promise<unknown>;
}

/** What a user may not; nothing as long as it is not known who it is. */
export interface Lacks {
  readonly operate: boolean;
  readonly supervise: boolean;
  readonly configure: boolean;
}

export interface Host {
  readonly hotelId: Ref<number | null>;
  readonly isUserKnown: ComputedRef<boolean>;
  /** N4 "operate": whether commands are offered. The server decides; this only hides what it would refuse. */
  readonly canOperate: ComputedRef<boolean>;
  /** N4 "supervise", as the PMS's own middleware for administrators has it. */
  readonly canSupervise: ComputedRef<boolean>;
  /** N4 "configure", as the PMS's own middleware for its master data has it. */
  readonly canConfigure: ComputedRef<boolean>;
  /** What is said to be missing. */
  readonly lacks: ComputedRef<Lacks>;
  readonly fetchUser: () => Promise<unknown>;
  /** Read at every call: the PMS may have signed the user in again. */
  token(): string | null;
  /** Without a namespace. */
  readonly socketUrl: string;
  readonly timeZone: string;
  /** Where the PMS's own page of a reservation is. */
  readonly reservationPath: (reservationId: string) => string;
}

export const hostKey: InjectionKey<Host> = Symbol('heyawari host');

export function useHost(): Host {
  const host = inject(hostKey);
  if (!host)
    throw new Error('installHeyawari(app, options) was not called before a Heyawari screen was opened');
  return host;
}
