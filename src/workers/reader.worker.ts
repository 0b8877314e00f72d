/** A thread that reads one file at a time and may be killed for it. */
import { readAlone } from '../intake/open-file';
import { serve } from './channel';
import { life } from './life';
import { allowOwnScripts } from './own-scripts';

allowOwnScripts();
serve({ read: readAlone, ...life }, self, { givesAway: true });
