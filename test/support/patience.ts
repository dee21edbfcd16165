// How long a test waits for what is promised within a time: on a machine that does much else besides, tenfold.
export const tenfold = (milliseconds: number) => 10 * milliseconds;
