// Stays as bits, 32 to a number: kept true with every move at next to no cost, and read in order without a look at those that are not in it.

export class StaySet {
  private readonly words: Int32Array;

  /** Of `count` stays, all of which are in it at first. */
  constructor(count: number) {
    this.words = new Int32Array(Math.ceil(count / 32));
    for (let stay = 0; stay < count; stay += 1) this.add(stay);
  }

  add(stay: number): void {
    this.words[stay >>> 5]! |= 1 << (stay & 31);
  }

  delete(stay: number): void {
    this.words[stay >>> 5]! &= ~(1 << (stay & 31));
  }

  /** Those with a 1 in `among`, in ascending order. */
  within(among: Uint8Array): number[] {
    const found: number[] = [];
    for (let word = 0; word < this.words.length; word += 1)
      for (let bits = this.words[word]!; bits !== 0; bits &= bits - 1) {
        const stay = word * 32 + 31 - Math.clz32(bits & -bits);
        if (among[stay] === 1) found.push(stay);
      }
    return found;
  }
}
