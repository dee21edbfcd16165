// Demanding-stay rotation (P5): a room that a demanding stay has worn is spared the next one for some days.
import type { Model } from './model.js';

/** Stays by place and day. A place is a door where rooms are spared one by one, a type where it is about the type's last. */
class Diary {
  private readonly days = new Map<number, number[]>();

  constructor(private readonly places: number) {}

  private at(place: number, day: number): number[] {
    const key = day * this.places + place;
    let stays = this.days.get(key);
    if (!stays) this.days.set(key, (stays = []));
    return stays;
  }
  note(place: number, day: number, stay: number): void {
    this.at(place, day).push(stay);
  }
  strike(place: number, day: number, stay: number): void {
    const stays = this.at(place, day);
    stays.splice(stays.indexOf(stay), 1);
  }
  /** Each once, though it was at several of the places. */
  on(places: ArrayLike<number>, day: number): Iterable<number> {
    if (places.length === 1) return this.days.get(day * this.places + places[0]!) ?? [];
    return new Set(Array.from(places).flatMap((place) => this.days.get(day * this.places + place) ?? []));
  }
}

/** Where the demanding stays of a plan are, and who of them comes too soon after another. */
export class Rotation {
  private readonly leaving: Diary;
  private readonly arriving: Diary;
  private readonly byRoom: boolean;

  constructor(
    private readonly model: Model,
    private readonly roomOf: Int32Array,
  ) {
    this.byRoom = model.problem.policy.rotation.scope === 'ROOM';
    const places = this.byRoom ? model.unitCount : model.roomsOfType.length;
    this.leaving = new Diary(places);
    this.arriving = new Diary(places);
  }

  private placesOf(room: number): ArrayLike<number> {
    return this.byRoom ? this.model.unitsOf[room]! : [this.model.typeOf[room]!];
  }

  put(stay: number, room: number): void {
    for (const place of Array.from(this.placesOf(room))) {
      this.leaving.note(place, this.model.to[stay]!, stay);
      this.arriving.note(place, this.model.from[stay]!, stay);
    }
  }

  take(stay: number, room: number): void {
    for (const place of Array.from(this.placesOf(room))) {
      this.leaving.strike(place, this.model.to[stay]!, stay);
      this.arriving.strike(place, this.model.from[stay]!, stay);
    }
  }

  /** Violations that depend on whether `stay` is in the room: its own, and those of whoever arrives within recoveryDays after it. */
  around(stay: number, room: number): number {
    const { model } = this;
    const places = this.placesOf(room);
    let violations = this.roomOf[stay]! >= 0 ? this.of(stay) : 0;
    for (let days = 0; days < model.problem.policy.rotation.recoveryDays; days += 1)
      for (const later of this.arriving.on(places, model.to[stay]! + days)) violations += this.of(later);
    return violations;
  }

  /**
   * How often a placed stay comes too soon: after each demanding stay that left one of its doors within recoveryDays (scope ROOM), or after
   * the one that left its type last, if that was in its room (ROOM_TYPE).
   */
  of(stay: number): number {
    const { model } = this;
    if (model.rotates[stay] === 0) return 0;
    const room = this.roomOf[stay]!;
    const { recoveryDays } = model.problem.policy.rotation;
    let found = 0;
    for (let days = 0; days < recoveryDays; days += 1) {
      const left = this.leftOn(room, model.from[stay]! - days, stay);
      if (this.byRoom) found += left.here;
      else if (left.here + left.elsewhere > 0) return left.here > 0 ? 1 : 0;
    }
    return found;
  }

  /** Demanding stays that left on `day`: from a door of `room`, and from elsewhere in its type. */
  private leftOn(room: number, day: number, except: number): { here: number; elsewhere: number } {
    const { model } = this;
    const count = { here: 0, elsewhere: 0 };
    for (const other of this.leaving.on(this.placesOf(room), day))
      if (other !== except) count[this.byRoom || this.roomOf[other] === room ? 'here' : 'elsewhere'] += 1;
    const past = model.demandingPast.get(day) ?? [];
    // Nobody remembers whether two doors were one stay's: they count as one.
    if (past.some(({ unit }) => model.unitsOf[room]!.includes(unit))) count.here += 1;
    else if (past.some(({ types }) => types.includes(model.typeOf[room]!))) count.elsewhere += 1;
    return count;
  }
}
