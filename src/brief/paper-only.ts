/** 图纸达标、脚下不达标: within the radius drawn on plans, and yet not within the limit on foot. */
import type { Findings, ServiceFindings } from '../domain/findings';
import type { Band } from '../domain/service';
import type { StudySettings } from '../domain/study';

/**
 * Persons within `walk.paperMetres` straight of a site who cannot walk to one within the limit: at everyone's pace, each at
 * their own, or one band at its own. Unlinked rows are in neither.
 * Point rows are told row by row. Of polygons the findings hold no paper share a row: there it is the difference of the
 * totals, exact where the limit on foot cannot reach beyond the paper radius, else a lower bound (never under 0).
 */
export function paperOnlyPersons(
  findings: Findings,
  found: ServiceFindings,
  scope: 'overall' | 'own' | Band,
): number {
  const hasPolygons = findings.elders.polygons.some((polygon) => polygon !== null);
  if (hasPolygons || paperContainsFoot(findings.settings)) return differenceOfTotals(found, scope);
  const { elders, settings } = findings;
  const { paperMetres } = settings.walk;
  let persons = 0;
  for (let row = 0; row < elders.count; row++) {
    if (!(found.straightMetres[row] <= paperMetres) || !(found.within[row] >= 0)) continue;
    const all = known(elders.elders[row]);
    if (scope === 'overall') {
      persons += all * (1 - found.within[row]);
      continue;
    }
    let banded = 0;
    for (const { band, within } of found.bands) {
      const here = known(elders.bands[band]?.[row] ?? NaN);
      banded += here;
      if (scope === 'own' || scope === band) persons += here * (1 - within[row]);
    }
    if (scope === 'own') persons += Math.max(0, all - banded) * (1 - found.within[row]);
  }
  return persons;
}

/** Nobody walks further than a straight line: so a limit no longer than the paper radius reaches nobody outside it. */
export function paperContainsFoot({ walk }: StudySettings): boolean {
  const fastest = Math.max(walk.metresPerSecond, ...Object.values(walk.paces));
  return fastest * walk.limitMinutes * 60 <= walk.paperMetres;
}

function differenceOfTotals(found: ServiceFindings, scope: 'overall' | 'own' | Band): number {
  if (scope === 'overall') return Math.max(0, found.paper.covered - found.foot.covered);
  if (scope === 'own') {
    const own = found.ownPace;
    // Where bands exceed the elders of a row the two totals have different bases.
    if (!own || Math.abs(own.elders - found.foot.elders) > 1e-6 * Math.max(1, own.elders)) return NaN;
    return Math.max(0, found.paper.covered - own.covered);
  }
  const one = found.bands.find(({ band }) => band === scope);
  return one ? Math.max(0, one.paper.covered - one.foot.covered) : NaN;
}

function known(persons: number): number {
  return persons === persons ? persons : 0;
}
