// What is held around the stays that one look at a hotel is about, read once for all of them.
import { merged, type NightSpan, widened } from '../../assignment/index.js';
import type { HostPort } from '../../host/port.js';
import { type HotelTx } from '../../platform/database/index.js';
import type { RoomHierarchyService } from '../../room-hierarchy/index.js';
import type { Occupancy } from '../occupancy/occupancy.js';
import { daysAround } from './placement.js';
import { readOccupancy } from '../occupancy/read-occupancy.js';

/** In one transaction, under the hotel's lock. */
export interface Surroundings {
  /** Stays of these nights will be asked for: the first question reads them all. */
  expect(spans: readonly NightSpan[]): void;
  /** Shows everybody who may have to do with a stay of `span`. */
  around(span: NightSpan): Promise<Occupancy>;
  /** Rooms have been changed: what was read is no longer true. Every later question reads for itself. */
  forget(): void;
}

interface Reader {
  readonly host: HostPort;
  readonly hierarchy: RoomHierarchyService;
}

export function createSurroundings({ host, hierarchy }: Reader, tx: HotelTx): Surroundings {
  let expected: readonly NightSpan[] = [];
  let known: { readonly windows: readonly NightSpan[]; readonly occupancy: Occupancy } | undefined;

  const read = async (windows: readonly NightSpan[]) =>
    readOccupancy(hierarchy, tx, await host.inventory(tx), windows);

  return {
    expect(spans) {
      expected = spans;
    },
    async around(span) {
      const needed = widened(span, daysAround);
      if (!known?.windows.some(({ from, to }) => from <= needed.from && needed.to <= to)) {
        const windows = merged([span, ...expected].map((one) => widened(one, daysAround)));
        known = { windows, occupancy: await read(windows) };
      }
      return known.occupancy;
    },
    forget() {
      known = undefined;
      expected = [];
    },
  };
}
