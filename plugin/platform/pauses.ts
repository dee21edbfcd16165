// Long work of this process's own thread, in pieces: the PMS's API and the other hotels have their turn in between.

/** What a request may have to wait for one piece; 200 messages read in a row were some 50 ms, by a profile of a catch-up. */
const longestPieceMs = 5;

/** To be awaited between two things: gives way to whatever else is to be done, once the piece has lasted long enough. */
export function createPauses(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < longestPieceMs) return;
    await new Promise(setImmediate);
    began = performance.now();
  };
}
