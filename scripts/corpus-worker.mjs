/** Threads do not inherit the loader of TypeScript from `tsx`; here it is set up anew. */
import { register } from 'tsx/esm/api';

register();
await import('./corpus-worker.ts');
