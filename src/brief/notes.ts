/** The back of a brief: how it was computed, from what, and what it cannot say. */
import type { FileReport } from '../domain/tables';
import { formatDate, formatMetres, formatNumber, formatSetting } from '../i18n/format';
import { parameterRows } from '../i18n/parameters';
import { layerWord } from '../i18n/words';
import type { Block, Inlines } from './blocks';
import { columns, missingCapacities, type Draft } from './draft';
import { factOf } from './facts';

export function methodSection(draft: Draft): Block[] {
  const { facts, findings, limit, paper, pen } = draft;
  const { settings, approximate, elders } = findings;
  const { walk } = settings;
  const snap = formatMetres(walk.snapMetres, pen.language);
  const items: Inlines[] = approximate
    ? [pen.say('methodStraight', { detour: formatSetting(walk.detour) })]
    : [
        pen.say('methodFoot'),
        walk.steps
          ? pen.say('methodSteps', { factor: formatSetting(walk.stepsFactor) })
          : pen.say('methodNoSteps'),
        pen.say(walk.throughGates ? 'methodGatesOpen' : 'methodGates'),
        ...(walk.motorRoads ? [pen.say('methodMotorRoads')] : []),
        pen.say('methodSnap', { snap }),
      ];
  const doors = settings.mends.filter(({ kind }) => kind === 'entrance').length;
  const mended = settings.mends.length - doors;
  if (!approximate && mended > 0) items.push(pen.say('methodMended', { count: formatNumber(mended) }));
  if (doors > 0) items.push(pen.say('methodEntrances', { count: formatNumber(doors) }));
  const { audit } = findings;
  if (!approximate && audit !== undefined && audit.rows.length > 0)
    items.push(
      pen.say('methodAudit', {
        count: formatNumber(audit.rows.length),
        metres: formatMetres(audit.metres, pen.language),
        lost: formatNumber(audit.lost),
      }),
    );
  items.push(pen.say('methodCovered', { limit }), pen.say('methodPaper', { paper }));
  if (elders.polygons.some((polygon) => polygon !== null)) items.push(pen.say('methodPolygons'));
  const { methods } = facts;
  if (methods.some((method) => method.startsWith('2sfca'))) items.push(pen.say('method2sfca'));
  if (methods.some((method) => method.endsWith(':zones'))) items.push(pen.say('methodZones'));
  if (methods.some((method) => method.endsWith(':gaussian'))) items.push(pen.say('methodGaussian'));
  if (methods.length > 0) items.push(pen.say('methodGini'));
  const heads = ['parameter', 'value', 'field'] as const;
  return [
    { kind: 'heading', text: pen.word('method') },
    { kind: 'list', items },
    {
      kind: 'table',
      caption: pen.word('parametersCaption', { n: draft.nextTable() }),
      columns: columns(
        heads.map((head) => pen.word(head)),
        [0.34, 0.38, 0.28],
      ).map((column) => ({ ...column, align: 'left' })),
      rows: parameterRows(settings, pen.language).map(({ name, value, field }) => [[name], [value], [field]]),
      totals: false,
    },
  ];
}

export function dataSection(draft: Draft): Block[] {
  const { findings, pen } = draft;
  const { reports, streets } = findings;
  const heads = ['file', 'layer', 'fileDate', 'read', 'used', 'refused'] as const;
  const rows = reports.map(({ file, kind, modified, rowsRead, rowsUsed, refused }): Inlines[] => [
    [file],
    [layerWord(kind, pen.language)],
    [modified === '' ? pen.word('dateUnknown') : formatDate(modified, pen.language)],
    [formatNumber(rowsRead)],
    [formatNumber(rowsUsed)],
    [formatNumber(refused.length)],
  ]);
  const streetsFact: Block[] = streets
    ? [
        {
          kind: 'paragraph',
          content: pen.say('streetsFact', {
            edges: formatNumber(streets.edges),
            metres: formatMetres(streets.metres, pen.language),
            steps: formatMetres(streets.stepsMetres, pen.language),
            islands: formatNumber(streets.islands),
          }),
        },
      ]
    : [];
  const widths = [0.3, 0.14, 0.23, 0.11, 0.11, 0.11];
  return [
    { kind: 'heading', text: pen.word('data') },
    ...streetsFact,
    {
      kind: 'table',
      caption: pen.word('dataCaption', { n: draft.nextTable() }),
      columns: columns(
        heads.map((head) => pen.word(head)),
        widths,
      ).map((column, i) => (i < 3 ? { ...column, align: 'left' } : column)),
      rows,
      totals: false,
    },
    { kind: 'note', content: pen.say('dataSystems', { systems: systemsOf(reports, pen.language === 'zh') }) },
    { kind: 'note', content: pen.say('dataNote') },
    { kind: 'hashes', items: reports.map(({ file, sha256 }) => ({ file, sha256 })) },
  ];
}

/** Every file under the system its places were read in: a wrong one falsifies every figure. */
function systemsOf(reports: readonly FileReport[], isChinese: boolean): string {
  const bySystem = new Map<string, string[]>();
  for (const { file, crs, crsName, shift } of reports) {
    const moved = shift === undefined ? '' : ` (+${shift[0]} m E, +${shift[1]} m N)`.replaceAll('+-', '−');
    const system = `${crsName ?? crs}${moved}`;
    bySystem.set(system, [...(bySystem.get(system) ?? []), file]);
  }
  const [colon, comma, stop] = isChinese ? ['：', '、', '；'] : [': ', ', ', '; '];
  return [...bySystem].map(([system, files]) => `${system}${colon}${files.join(comma)}`).join(stop);
}

/** Only what is true of this run: no limit is listed that does not bear on it. */
export function limitsSection({ facts, findings, pen, service, withheld }: Draft): Block[] {
  const { settings, streets, approximate, elders } = findings;
  const { walk, privacy } = settings;
  const items: Inlines[] = [];
  const snap = formatMetres(walk.snapMetres, pen.language);
  if (approximate) {
    items.push(pen.say('limitApproximate', { detour: formatSetting(walk.detour) }));
  } else {
    const unlinked = { kind: 'unlinked' } as const;
    items.push(
      factOf(facts, unlinked).value > 0
        ? pen.say('limitUnlinked', { unlinked: pen.figure(unlinked), snap })
        : pen.say('limitAllLinked'),
    );
    if (streets && streets.islands > 0) {
      items.push(pen.say('limitIslands', { islands: formatNumber(streets.islands) }));
    }
  }
  items.push(pen.say('limitBoundary'));
  if (elders.polygons.some((polygon) => polygon !== null)) items.push(pen.say('limitPolygons'));
  const missing = missingCapacities(findings, facts);
  if (missing > 0 && facts.methods.length > 0) {
    items.push(pen.say('limitCapacity', { missing: formatNumber(missing), service }));
  }
  items.push(pen.say('limitSlope'), pen.say('limitPace'), pen.say('limitTiers'));
  const below = formatSetting(privacy.suppressBelow);
  if (!(privacy.suppressBelow > 1)) items.push(pen.say('limitPrivacyOff'));
  else if (!hasSmall(facts, privacy.suppressBelow)) items.push(pen.say('limitPrivacyNone', { below }));
  else items.push(pen.say('limitPrivacy', { below, withheld: String(withheld), mark: pen.word('hidden') }));
  items.push(pen.say('limitNotOfficial'));
  return [
    { kind: 'heading', text: pen.word('limits') },
    { kind: 'list', items },
  ];
}

function hasSmall({ all }: Draft['facts'], below: number): boolean {
  return Object.values(all).some(({ unit, value }) => unit === 'persons' && value > 0 && value < below);
}
