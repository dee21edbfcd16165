// Where an upgrade may go, as placement sees it: one way from the booked type to another, and on what terms.
import type { RoomTypeId } from './ids.js';

export interface UpgradeOption {
  readonly toTypeId: RoomTypeId;
  /** Every type on the way, from the booked one to `toTypeId`, both included. */
  readonly path: readonly RoomTypeId[];
  /** Yen, over the whole path; a relation without a price counts 0. */
  readonly costPerNight: number;
  /** Relations along the path: its length less one. */
  readonly levels: number;
  /** `automatic` may be given without asking, `suggest` only by a person. */
  readonly policy: 'automatic' | 'suggest';
  /** True: only where the given type has as many beds as the booked one. Who does not know both leaves this option out. */
  readonly sameBedCount: boolean;
}
