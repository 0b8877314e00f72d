/** A thread of its own for a router. */
import { serve } from './channel';
import { life } from './life';
import { allowOwnScripts } from './own-scripts';
import { createRouter } from './router';

allowOwnScripts();
serve({ ...createRouter(), ...life }, self, { givesAway: true });
