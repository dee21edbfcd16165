// Waiting no longer than that.

/** Whether `work` ended within `milliseconds`. Where it fails by then, so does this; what becomes of it later interests nobody. */
export async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, milliseconds, false)));
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer));
}
