// Who holds which room in which night.
import type { RoomId } from '../../plugin/domain/ids.js';

/** One room's calendar: the holder of night `origin + i` at `cells[i]`, 0 where it is free. */
interface Calendar {
  origin: number;
  cells: Int32Array;
}

/** Nights a calendar is made longer by than was asked for. */
const spare = 128;

export class RoomNights {
  private readonly calendars = new Map<RoomId, Calendar>();

  /** Id of the stay that holds the night; undefined: it is free. */
  holder(room: RoomId, night: number): number | undefined {
    const calendar = this.calendars.get(room);
    const cell = calendar?.cells[night - calendar.origin] ?? 0;
    return cell === 0 ? undefined : cell - 1;
  }

  isFree(room: RoomId, from: number, to: number): boolean {
    const calendar = this.calendars.get(room);
    if (!calendar) return true;
    const { cells, origin } = calendar;
    const end = Math.min(to - origin, cells.length);
    for (let i = Math.max(from - origin, 0); i < end; i += 1) if (cells[i] !== 0) return false;
    return true;
  }

  /** Free nights from `night` on in one direction, `night` included, at most `cap`. */
  freeRun(room: RoomId, night: number, step: 1 | -1, cap: number): number {
    const calendar = this.calendars.get(room);
    if (!calendar) return cap;
    const { cells, origin } = calendar;
    let free = 0;
    for (let i = night - origin; free < cap && !cells[i]; i += step) free += 1;
    return free;
  }

  /** Returns the id of the stay that is in the way, and then takes nothing; undefined where the nights are taken. */
  take(room: RoomId, from: number, to: number, stay: number): number | undefined {
    for (let night = from; night < to; night += 1) {
      const other = this.holder(room, night);
      if (other !== undefined) return other;
    }
    const { cells, origin } = this.calendarFor(room, from, to);
    cells.fill(stay + 1, from - origin, to - origin);
    return undefined;
  }

  free(room: RoomId, from: number, to: number): void {
    if (from >= to) return;
    const { cells, origin } = this.calendarFor(room, from, to);
    cells.fill(0, from - origin, to - origin);
  }

  private calendarFor(room: RoomId, from: number, to: number): Calendar {
    const known = this.calendars.get(room);
    if (known && from >= known.origin && to <= known.origin + known.cells.length) return known;
    const origin = Math.min(known?.origin ?? from - spare, from);
    const end = Math.max(known ? known.origin + known.cells.length : 0, to + spare);
    const cells = new Int32Array(end - origin);
    if (known) cells.set(known.cells, known.origin - origin);
    const calendar = { origin, cells };
    this.calendars.set(room, calendar);
    return calendar;
  }
}
