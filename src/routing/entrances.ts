/** Entrances of facilities on the streets. A facility may have several: the least counts. */
import type { Links } from './link';

/** Entrances of facility f are positions first[f] … first[f + 1] - 1 of `links`; unlinked ones are passed over. */
export interface Entrances {
  readonly first: Int32Array;
  readonly links: Links;
}
