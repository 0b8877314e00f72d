/** Elder rows with the most persons who cannot walk to the service, each at their own pace where that is known. */
import type { Findings, ServiceFindings } from '../../domain/findings';

export interface WorstPlace {
  readonly row: number;
  readonly id: string;
  /** Persons. */
  readonly gap: number;
}

/** At most `limit`, the most first, ties in file order. Rows not linked are not among them: nothing is known of their walk. */
export function worstPlaces(findings: Findings, service: ServiceFindings, limit: number): WorstPlace[] {
  const { elders } = findings;
  const within = service.ownPaceWithin ?? service.within;
  const worst: WorstPlace[] = [];
  for (let row = 0; row < elders.count; row += 1) {
    const gap = elders.elders[row]! * (1 - within[row]!);
    if (!(gap > 0) || (worst.length === limit && gap <= worst[limit - 1]!.gap)) continue;
    const place = { row, id: elders.ids[row]!, gap };
    const after = worst.findIndex((other) => other.gap < gap);
    worst.splice(after < 0 ? worst.length : after, 0, place);
    worst.length = Math.min(worst.length, limit);
  }
  return worst;
}
