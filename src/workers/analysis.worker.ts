/** The analysis thread of the page. */
import { openDatabase } from '../db/browser';
import { readElsewhere } from '../intake/open-file';
import { createAnalysis } from './analysis';
import { serve } from './channel';
import { life } from './life';
import { allowOwnScripts } from './own-scripts';
import { createReaders } from './readers';

allowOwnScripts();
readElsewhere(
  createReaders(() => new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' })),
);
serve({ ...createAnalysis(openDatabase), ...life }, self);
