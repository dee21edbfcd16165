// HiGHS for the referee, apart from the one that the engine uses.
import loadCommonJs, { type Highs } from 'highs';

/** The package's types describe its CommonJS form; the ES form that is loaded here has the loader as its default export itself. */
export const loadHighs = loadCommonJs as unknown as () => Promise<Highs>;
