// What is held around the stays that one look at a hotel is about, read once for all of them.
import { merged, type NightSpan, widened } from '../../assignment/index.js';
import type { HostPort } from '../../host/port.js';
import { type HotelTx } from '../../platform/database/index.js';
import type { RoomHierarchy } from '../../room-hierarchy/index.js';
import type { Picture } from './picture.js';
import { sight } from './placement.js';
import { readPicture } from './read-picture.js';

/** In one transaction, under the hotel's lock. */
export interface Surroundings {
  /** Stays of these nights will be asked for: the first question reads them all. */
  expect(spans: readonly NightSpan[]): void;
  /** Shows everybody who may have to do with a stay of `span`. */
  around(span: NightSpan): Promise<Picture>;
  /** Rooms have been changed: what was read is no longer true. Every later question reads for itself. */
  forget(): void;
}

interface Reader {
  readonly host: HostPort;
  readonly hierarchy: RoomHierarchy;
}

export function createSurroundings({ host, hierarchy }: Reader, tx: HotelTx): Surroundings {
  let expected: readonly NightSpan[] = [];
  let known: { readonly windows: readonly NightSpan[]; readonly picture: Picture } | undefined;

  const read = async (windows: readonly NightSpan[]) =>
    readPicture(hierarchy, tx, await host.inventory(tx), windows);

  return {
    expect(spans) {
      expected = spans;
    },
    async around(span) {
      const needed = widened(span, sight);
      if (!known?.windows.some(({ from, to }) => from <= needed.from && needed.to <= to)) {
        const windows = merged([span, ...expected].map((one) => widened(one, sight)));
        known = { windows, picture: await read(windows) };
      }
      return known.picture;
    },
    forget() {
      known = undefined;
      expected = [];
    },
  };
}
