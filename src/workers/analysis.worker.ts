/** The analysis thread of the page. */
import { openDatabase } from '../db/browser';
import { sharesMemory } from '../domain/shared-memory';
import { readElsewhere } from '../intake/open-file';
import { createAnalysis } from './analysis';
import { serve } from './channel';
import { life } from './life';
import { allowOwnScripts } from './own-scripts';
import { createReaders } from './readers';
import { createRouters } from './routers';

allowOwnScripts();
readElsewhere(
  createReaders(() => new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' })),
);
// One core is this thread's own. More than three helpers wait for the same memory; where it cannot be shared each would need a copy.
const mostHelpers = sharesMemory() ? 3 : 1;
const routers = createRouters(
  () => new Worker(new URL('./router.worker.ts', import.meta.url), { type: 'module' }),
  Math.min(mostHelpers, navigator.hardwareConcurrency - 1),
);
serve({ ...createAnalysis(openDatabase, routers.reachMatrix), ...life }, self);
