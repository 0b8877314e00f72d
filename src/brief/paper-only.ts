/** 图纸达标、脚下不达标: within the radius drawn on plans, and yet not within the limit on foot. */
import type { Coverage, ServiceCoverage } from '../domain/findings';
import type { Band } from '../domain/service';
import type { StudySettings } from '../domain/study';

/**
 * Persons within `walk.paperMetres` straight of a site who cannot walk to one within the limit: at everyone's pace, each at
 * their own, or one band at its own. Unlinked rows are in neither.
 * Point rows are told row by row. Of polygons the findings hold no paper share a row: there it is the difference of the
 * totals, exact where the limit on foot cannot reach beyond the paper radius, else a lower bound (never under 0).
 */
export function paperOnlyPersons(
  findings: Coverage,
  found: ServiceCoverage,
  scope: 'overall' | 'own' | Band,
): number {
  const hasPolygons = findings.elders.polygons.some((polygon) => polygon !== null);
  if (hasPolygons || paperContainsFoot(findings.settings)) return differenceOfTotals(found, scope);
  const { elders, settings } = findings;
  const { paperMetres } = settings.walk;
  const { straightMetres, within } = found;
  // Columns once, not by name at every row: at each step of a slider this looks at 200,000 rows six times.
  const all = elders.elders;
  const bands = found.bands.map((one) => ({ persons: elders.bands[one.band], ...one }));
  const counted = bands.filter(({ band }) => scope === 'own' || scope === band);
  let persons = 0;
  for (let row = 0; row < elders.count; row++) {
    if (!(straightMetres[row]! <= paperMetres) || !(within[row]! >= 0)) continue;
    if (scope === 'overall') {
      persons += known(all[row]!) * (1 - within[row]!);
      continue;
    }
    for (const one of counted) persons += known(one.persons?.[row] ?? NaN) * (1 - one.within[row]!);
    if (scope !== 'own') continue;
    let banded = 0;
    for (const one of bands) banded += known(one.persons?.[row] ?? NaN);
    persons += Math.max(0, known(all[row]!) - banded) * (1 - within[row]!);
  }
  return persons;
}

/** Nobody walks further than a straight line: so a limit no longer than the paper radius reaches nobody outside it. */
export function paperContainsFoot({ walk }: StudySettings): boolean {
  const fastest = Math.max(walk.metresPerSecond, ...Object.values(walk.paces));
  return fastest * walk.limitMinutes * 60 <= walk.paperMetres;
}

function differenceOfTotals(found: ServiceCoverage, scope: 'overall' | 'own' | Band): number {
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
