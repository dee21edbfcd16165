// One timer for several who ask: it rings at the earliest moment that anybody has asked for since it rang last.

export class EarliestTimer {
  private timer: NodeJS.Timeout | undefined;
  /** By performance.now(). */
  private due = Infinity;
  private stopped = false;

  constructor(private readonly ring: () => void) {}

  /** In so many milliseconds at the latest. Who asks for less after having asked for more, or the other way round, is heard either way. */
  within(milliseconds: number): void {
    const due = performance.now() + milliseconds;
    if (this.stopped || due >= this.due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => {
      this.due = Infinity;
      this.ring();
    }, Math.ceil(milliseconds));
  }

  /** It rings no more, whatever is asked. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }
}
