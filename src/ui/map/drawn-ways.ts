/** Which ways of a place are drawn: the one to the chosen service, and those to the others. Plain data, without the map's libraries. */
import type { Degrees } from '../../domain/mend';
import type { Service } from '../../domain/service';
import type { PlaceStory, Way } from '../../domain/stories';

export interface DrawnWays {
  /** To the chosen service. */
  readonly chosen: Way | null;
  readonly others: readonly Way[];
  /** Words at the ends of the chosen way. */
  readonly labels: readonly { readonly text: string; readonly place: Degrees }[];
}

/** `ends`: words for the place's end and the facility's. Ways to the same facility are drawn once. */
export function drawnWays(
  { services }: PlaceStory,
  service: Service | null,
  ends: readonly [place: string, facility: string],
): DrawnWays {
  const chosen = services.find((one) => one.service === service) ?? null;
  const seen = new Set([chosen?.facility]);
  const others = services.flatMap(({ facility, way }) => {
    if (way === null || seen.has(facility)) return [];
    seen.add(facility);
    return [way];
  });
  const way = chosen?.way ?? null;
  const labels = way === null ? [] : ends.map((text, end) => ({ text, place: way.ends[end]! }));
  return { chosen: way, others, labels };
}
