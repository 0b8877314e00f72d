/** `summary.json` for readers outside the house: the same keys, null where the brief of the service would hide the figure or has none of it. */
import { factKey, type FactScope, type FactTopic } from '../domain/fact';
import type { Note } from '../domain/fault';
import type { Findings, ServiceFindings, Totals } from '../domain/findings';
import { cutOffCauses } from '../domain/findings';
import type { Service } from '../domain/service';
import { buildFacts } from './facts';
import { hideFacts } from './hide';
import { buildSummary } from './summary';

/** A figure where it may be told, else null. */
type Shown = (topic: FactTopic, value: number) => number | null;

/**
 * Totals of every service; age bands and scores of the given service alone, as its brief prints no others; nothing by walker, which no brief hides
 * counts for. Notes name files, never rows or cells. `more`: notes to add.
 */
export function outerSummary(
  findings: Findings,
  service: Service,
  more: readonly Note[],
): Record<string, unknown> {
  const marks = hideFacts(buildFacts(findings, service), findings.settings.privacy.suppressBelow);
  const shown: Shown = (topic, value) => (marks.get(factKey(topic)) === 'shown' ? value : null);
  const whole = buildSummary(findings);
  return {
    ...whole,
    elders: shown({ kind: 'elders' }, whole['elders'] as number),
    linked: shown({ kind: 'linked' }, whole['linked'] as number),
    unlinked: shown({ kind: 'unlinked' }, whole['unlinked'] as number),
    elder_rows: null,
    services: Object.fromEntries(findings.services.map((found) => [found.service, serviceOf(found, shown)])),
    profiles: [],
    access: findings.access.map((one) => ({
      service: one.service,
      method: one.method,
      mean_score: shown({ kind: 'meanScore', service: one.service, method: one.method }, one.meanScore),
      demand_times_score: null,
      supplied_capacity: one.suppliedCapacity,
    })),
    equity: findings.access.map(({ gini, meanScore, method, service: of }) => ({
      service: of,
      method,
      mean_score: shown({ kind: 'meanScore', service: of, method }, meanScore),
      gini: shown({ kind: 'gini', service: of, method }, gini),
    })),
    notes: [...findings.notes, ...more].map(({ at, blanks, code }) =>
      at?.file === undefined ? { code, blanks } : { code, blanks, at: { file: at.file } },
    ),
  };
}

function serviceOf(found: ServiceFindings, shown: Shown): Record<string, unknown> {
  const { service } = found;
  return {
    sites: found.sites.length,
    ...onFoot(found.foot, service, 'overall', shown),
    mean_seconds: shown({ kind: 'meanSeconds', service }, found.meanSeconds),
    paper: onPaper(found.paper, service, 'overall', shown),
    own_pace: found.ownPace && onFoot(found.ownPace, service, 'own', shown),
    cut_off:
      found.cutOff === undefined
        ? null
        : Object.fromEntries(
            cutOffCauses.map((cause) => [
              cause,
              shown(
                { kind: 'cutOff', service, scope: found.ownPace ? 'own' : 'overall', cause },
                found.cutOff!.persons[cause],
              ),
            ]),
          ),
    bands: Object.fromEntries(
      found.bands.map(({ band, foot, metresPerSecond, paper }) => [
        band,
        {
          metres_per_second: metresPerSecond,
          foot: { ...onFoot(foot, service, band, shown), elders: null, unlinked: null },
          paper: { ...onPaper(paper, service, band, shown), elders: null, unlinked: null },
        },
      ]),
    ),
  };
}

function onFoot(totals: Totals, service: Service, scope: FactScope, shown: Shown): Record<string, unknown> {
  return {
    elders: shown({ kind: 'elders' }, totals.elders),
    covered: shown({ kind: 'covered', service, scope }, totals.covered),
    gap: shown({ kind: 'gap', service, scope }, totals.gap),
    unlinked: shown({ kind: 'unlinked' }, totals.unlinked),
    share: shown({ kind: 'share', service, scope }, totals.share),
  };
}

function onPaper(totals: Totals, service: Service, scope: FactScope, shown: Shown): Record<string, unknown> {
  return {
    elders: shown({ kind: 'elders' }, totals.elders),
    covered: shown({ kind: 'paperCovered', service, scope }, totals.covered),
    gap: shown({ kind: 'paperGap', service, scope }, totals.gap),
    unlinked: shown({ kind: 'unlinked' }, totals.unlinked),
    share: shown({ kind: 'paperShare', service, scope }, totals.share),
  };
}
