/** `summary.json`: the run in one object, unsuppressed and unrounded. Missing and unreached numbers are null. */
import type { Fault } from '../domain/fault';
import type { Findings, ServiceFindings, Totals } from '../domain/findings';

/**
 * Plain data ready for `JSON.stringify`, which writes NaN and Infinity as null. Keys in snake_case as in the tables; service
 * names are keys of `services`. `elders`, `linked` and `unlinked` are persons.
 */
export function buildSummary(findings: Findings, faults: readonly Fault[] = []): Record<string, unknown> {
  const { settings } = findings;
  const people = peopleOf(findings);
  return {
    title: settings.title,
    synthetic: settings.synthetic,
    approximate: findings.approximate,
    ...people,
    elder_rows: findings.elders.count,
    facilities: findings.facilities.count,
    facilities_linked: findings.facilityLinks.linked.reduce((count, linked) => count + linked, 0),
    services: Object.fromEntries(findings.services.map((found) => [found.service, serviceSummary(found)])),
    profiles: (findings.profiles ?? []).map(({ profile, closedMetres, shutIn, services }) => ({
      id: profile.id,
      zh: profile.zh,
      en: profile.en,
      metres_per_second: profile.metresPerSecond,
      closed_metres: closedMetres,
      shut_in: shutIn,
      services: Object.fromEntries(
        services.map(({ service, foot, low, high, meanSeconds }) => [
          service,
          {
            ...totals(foot),
            mean_seconds: meanSeconds,
            low: low && totals(low),
            high: high && totals(high),
          },
        ]),
      ),
    })),
    access: findings.access.map((one) => ({
      service: one.service,
      method: one.method,
      mean_score: one.meanScore,
      demand_times_score: one.demandTimesScore,
      supplied_capacity: one.suppliedCapacity,
    })),
    equity: findings.access.map(({ service, method, meanScore, gini }) => ({
      service,
      method,
      mean_score: meanScore,
      gini,
    })),
    siting: {
      model: settings.siting.model,
      service: settings.siting.service,
      objective: null,
      bound: null,
      gap: null,
      proven: false,
      chosen: [],
      note: 'siting.notYet',
    },
    streets: findings.streets,
    parameters: settings,
    files: findings.reports.map(({ file, kind, bytes, sha256, modified, rowsRead, rowsUsed, refused }) => ({
      name: file,
      kind,
      bytes,
      sha256,
      modified,
      rows_read: rowsRead,
      rows_used: rowsUsed,
      rows_refused: refused.length,
    })),
    notes: findings.notes,
    faults,
  };
}

function peopleOf({ elders, elderLinks }: Findings): { elders: number; linked: number; unlinked: number } {
  let all = 0;
  let linked = 0;
  for (let row = 0; row < elders.count; row++) {
    const persons = elders.elders[row];
    if (Number.isNaN(persons)) continue;
    all += persons;
    if (elderLinks.linked[row] === 1) linked += persons;
  }
  return { elders: all, linked, unlinked: all - linked };
}

function serviceSummary(found: ServiceFindings): Record<string, unknown> {
  return {
    sites: found.sites.length,
    ...totals(found.foot),
    mean_seconds: found.meanSeconds,
    paper: totals(found.paper),
    own_pace: found.ownPace ? totals(found.ownPace) : null,
    cut_off: found.cutOff?.persons ?? null,
    bands: Object.fromEntries(
      found.bands.map(({ band, metresPerSecond, foot, paper }) => [
        band,
        { metres_per_second: metresPerSecond, foot: totals(foot), paper: totals(paper) },
      ]),
    ),
  };
}

function totals({ elders, covered, gap, unlinked, share }: Totals): Record<string, number> {
  return { elders, covered, gap, unlinked, share };
}
