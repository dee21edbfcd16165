// The plugin as it is built, in a folder of its own, for tests of processes that are killed or ended.
import { type Built, buildAside } from '../../dev/main-job/built.js';

/** Call at the top of a `describe`; answers with the folder of the bundles, `index.js` and `index.cjs`, which goes after the last test. */
export function useBuiltPlugin(): () => string {
  let built: Built;
  before(async () => (built = await buildAside()));
  after(() => built.remove());
  return () => built.folder;
}
