/** Puts a brief together: conclusion and three key numbers first, then the map, the tables, the method, the data and the limits. */
import type { Findings } from '../domain/findings';
import { nineServices, type Band } from '../domain/service';
import { formatDate, formatNumber, formatPace, formatSetting, type Language } from '../i18n/format';
import { bandWord, methodWord, serviceWord } from '../i18n/words';
import type { Block, BriefDocument, Inlines, KeyNumber } from './blocks';
import { cutOffSection } from './cut-off-section';
import { factOf, type Facts } from './facts';
import { legendItems } from './legend';
import { dataSection, limitsSection, methodSection } from './notes';
import {
  columns,
  countsPaperOnly,
  createDraft,
  hasDistrictShapes,
  missingCapacities,
  type Draft,
} from './draft';

/** The brief of `facts` in a language. `today` is an ISO day. Small counts are hidden by `settings.privacy.suppressBelow`. */
export function buildDocument(
  findings: Findings,
  facts: Facts,
  language: Language,
  today: string,
): BriefDocument {
  const draft = createDraft(findings, facts, language, today);
  const { pen } = draft;
  const area = findings.settings.title.trim();
  const { service } = draft;
  const title = area === '' ? pen.word('title', { service }) : pen.word('titleOf', { area, service });
  const sections: Block[][] = [
    warnings(draft),
    summarySection(draft),
    mapSection(draft),
    districtSection(draft),
    bandSection(draft),
    cutOffSection(draft),
    serviceSection(draft),
    accessSection(draft),
    methodSection(draft),
    dataSection(draft),
    limitsSection(draft),
  ];
  return {
    language,
    title,
    date: today,
    footer: pen.word('footer'),
    pageOf: pen.word('pageOf'),
    blocks: [{ kind: 'title', text: title }, ...numberHeadings(sections.flat(), language)],
  };
}

function warnings({ findings, pen }: Draft): Block[] {
  const blocks: Block[] = [];
  const { settings, approximate } = findings;
  if (settings.synthetic) blocks.push({ kind: 'warning', text: pen.word('syntheticLabel') });
  if (approximate) {
    blocks.push({
      kind: 'warning',
      text: pen.word('approximateLabel', { detour: formatSetting(settings.walk.detour) }),
    });
  }
  return blocks;
}

function summarySection(draft: Draft): Block[] {
  const { facts, findings, limit, pace, paper, pen, service, today } = draft;
  const { headline, scope } = facts;
  const about = { service: headline, scope } as const;
  const area = findings.settings.title.trim() || pen.word('here');
  const elders = pen.isShown({ kind: 'elders' })
    ? pen.say('peopleAll', { elders: pen.figure({ kind: 'elders' }) })
    : '';
  const sentences: Inlines[] = [
    pen.say('people', {
      date: formatDate(today, pen.language),
      area,
      elders,
      linked: pen.figure({ kind: 'linked' }),
      unlinked: pen.figure({ kind: 'unlinked' }),
    }),
  ];
  const paperOnly = pen.figure({ kind: 'paperOnly', ...about });
  const isExact = countsPaperOnly(draft);
  if (factOf(facts, { kind: 'sites', service: headline }).value > 0) {
    sentences.push(pen.say(isExact ? 'paperAndFoot' : 'paperNet', { paper, paperOnly, limit }));
    if (scope === 'own') {
      sentences.push(
        pen.say('slower', {
          pace,
          overallShare: pen.figure({ kind: 'share', service: headline, scope: 'overall' }),
          ownShare: pen.figure({ kind: 'share', ...about }),
        }),
      );
    }
    sentences.push(pen.say('alone', { pace, alone: pen.figure({ kind: 'alone', service: headline }) }));
  }
  const without = nineServices.filter((one) => factOf(facts, { kind: 'sites', service: one }).value === 0);
  if (without.length > 0) {
    const words = without.map((one) => serviceWord(one, pen.language)).join(pen.word('listJoin'));
    sentences.push(pen.say('noSites', { services: words }));
  }
  return [
    { kind: 'heading', text: pen.word('summary') },
    { kind: 'paragraph', content: conclusion(draft, service, limit, pace) },
    { kind: 'keyNumbers', items: keyNumbers(draft) },
    ...sentences.map((content): Block => ({ kind: 'paragraph', content })),
  ];
}

/** The one sentence that a reader takes away. */
function conclusion({ facts, pen }: Draft, service: string, limit: string, pace: string): Inlines {
  const { headline, scope } = facts;
  const linked = pen.figure({ kind: 'linked' });
  if (factOf(facts, { kind: 'sites', service: headline }).value === 0)
    return pen.say('conclusionNoSite', { service, linked });
  const about = { service: headline, scope } as const;
  if (factOf(facts, { kind: 'gap', ...about }).value === 0)
    return pen.say('conclusionNone', { linked, limit, service });
  const gap = pen.figure({ kind: 'gap', ...about });
  if (!pen.isShown({ kind: 'share', ...about }))
    return pen.say('conclusionShareHidden', { gap, limit, service });
  const gapShare = pen.restOfShare({ kind: 'share', ...about });
  return pen.say(scope === 'own' ? 'conclusionOwn' : 'conclusionOverall', {
    gap,
    gapShare,
    limit,
    pace,
    service,
  });
}

function keyNumbers({ facts, limit, paper, pen, service }: Draft): KeyNumber[] {
  const { headline, scope } = facts;
  return facts.key.map((key): KeyNumber => {
    const { topic, files } = facts.all[key];
    const source = pen.word('source', { files: files.join(pen.word('listJoin')) || pen.word('noFile') });
    const value = [pen.cell(topic)];
    const share = { kind: 'share', service: headline, scope } as const;
    const linked = pen.figure({ kind: 'linked' });
    switch (topic.kind) {
      case 'gap':
        return {
          value,
          label: pen.say('gapLabel', { limit, service }),
          base: pen.isShown(share)
            ? pen.say('gapBase', { linked, gapShare: pen.restOfShare(share) })
            : pen.say('gapBaseHidden', { linked }),
          source,
        };
      case 'paperOnly':
        return { value, label: pen.say('paperOnlyLabel'), base: pen.say('paperOnlyBase', { paper }), source };
      case 'meanScore': {
        const method = topic.method ?? '';
        const supply = pen.figure({ kind: 'suppliedCapacity', service: headline, method });
        return {
          value,
          label: pen.say('scoreLabel', { service }),
          base: pen.say('scoreBase', { method: methodWord(method, pen.language), supply }),
          source,
        };
      }
      default: {
        const covered = pen.figure({ kind: 'covered', service: headline, scope: 'overall' });
        return {
          value,
          label: pen.say('aloneLabel', { service }),
          base: pen.say('aloneBase', { covered }),
          source,
        };
      }
    }
  });
}

function mapSection({ findings, pace, pen, service, today }: Draft): Block[] {
  const people = pen.word(hasDistrictShapes(findings) ? 'byDistrict' : 'byGrid');
  return [
    { kind: 'heading', text: pen.word('map') },
    {
      kind: 'picture',
      caption: pen.word('mapCaption', { service, date: formatDate(today, pen.language) }),
      alt: pen.word('mapAlt', { service }),
      legend: legendItems(findings, service, pen.language),
    },
    { kind: 'note', content: pen.say('mapSource', { pace, people }) },
  ];
}

function districtSection(draft: Draft): Block[] {
  const { facts, findings, limit, pen, service, whose } = draft;
  const { headline, scope, districts } = facts;
  if (districts.length === 0) return [];
  const about = { service: headline, scope } as const;
  const row = (name: string, district?: number | 'outside'): Inlines[] => {
    const place = district === undefined ? {} : { district };
    return [
      [name],
      [pen.cell({ kind: 'linked', ...place })],
      [pen.cell({ kind: 'covered', ...about, ...place })],
      [pen.cell({ kind: 'gap', ...about, ...place })],
      [pen.cell({ kind: 'share', ...about, ...place })],
    ];
  };
  // Hidden gaps come last in the order of the file: a place among the sorted ones would tell their size.
  const rank = (district: number | 'outside'): number => {
    if (district === 'outside') return -2;
    const topic = { kind: 'gap', ...about, district } as const;
    return pen.isShown(topic) ? factOf(facts, topic).value : -1;
  };
  const sorted = [...districts].sort((a, b) => rank(b) - rank(a));
  const name = (district: number | 'outside'): string =>
    district === 'outside'
      ? pen.word('outside')
      : factOf(facts, { kind: 'linked', district }).districtName || String(district + 1);
  const heads = ['district', 'linked', 'covered', 'gap', 'share'] as const;
  return [
    { kind: 'heading', text: pen.word('districts') },
    {
      kind: 'table',
      caption: pen.word('districtsCaption', { n: draft.nextTable(), service, limit, whose }),
      columns: columns(
        heads.map((head) => pen.word(head)),
        [0.36, 0.16, 0.16, 0.16, 0.16],
      ),
      rows: [...sorted.map((district) => row(name(district), district)), row(pen.word('total'))],
      totals: true,
    },
    { kind: 'note', content: pen.say('personsUnit') },
    ...(hasFractions(findings) ? [{ kind: 'note', content: pen.say('fractions') } as const] : []),
  ];
}

function bandSection(draft: Draft): Block[] {
  const { facts, findings, limit, paper, pen, service } = draft;
  const { headline, bands } = facts;
  if (bands.length === 0) return [];
  const { walk } = findings.settings;
  const row = (name: string, pace: string, scope: Band | 'ageUnknown' | 'own'): Inlines[] => [
    [name],
    [pace],
    [pen.cell(scope === 'own' ? { kind: 'linked' } : { kind: 'linked', scope })],
    [pen.cell({ kind: 'paperShare', service: headline, scope })],
    [pen.cell({ kind: 'share', service: headline, scope })],
    [pen.cell({ kind: 'gap', service: headline, scope })],
    [pen.cell({ kind: 'paperOnly', service: headline, scope })],
  ];
  const heads = ['band', 'pace', 'linked', 'paperShare', 'footShare', 'gap', 'paperOnly'] as const;
  return [
    { kind: 'heading', text: pen.word('bands') },
    {
      kind: 'table',
      caption: pen.word('bandsCaption', { n: draft.nextTable(), service }),
      columns: columns(
        heads.map((head) => pen.word(head)),
        [0.2, 0.13, 0.11, 0.14, 0.14, 0.11, 0.17],
      ),
      rows: [
        ...bands.map((band) =>
          band === 'ageUnknown'
            ? row(pen.word('ageUnknown'), formatPace(walk.metresPerSecond, pen.language), band)
            : row(bandWord(band, pen.language), formatPace(walk.paces[band], pen.language), band),
        ),
        row(pen.word('total'), '', 'own'),
      ],
      totals: true,
    },
    { kind: 'note', content: pen.say('bandsNote', { service, paper, limit }) },
  ];
}

function serviceSection(draft: Draft): Block[] {
  const { facts, findings, limit, pace, pen, whose } = draft;
  const { scope } = facts;
  const rows = facts.services.map(({ service, analysed }): Inlines[] => {
    const name = [serviceWord(service, pen.language)];
    const hasSites = factOf(facts, { kind: 'sites', service }).value > 0;
    const sites: Inlines = hasSites ? [pen.cell({ kind: 'sites', service })] : [pen.word('noSite')];
    if (!analysed) return [name, sites, hasSites ? [pen.word('notAnalysed')] : ['—'], ['—'], ['—'], ['—']];
    return [
      name,
      sites,
      [pen.cell({ kind: 'covered', service, scope })],
      [pen.cell({ kind: 'gap', service, scope })],
      [pen.cell({ kind: 'share', service, scope })],
      [pen.cell({ kind: 'meanSeconds', service })],
    ];
  });
  const heads = ['service', 'sites', 'covered', 'gap', 'share', 'meanTime'] as const;
  const files = findings.reports.filter(({ kind }) => kind === 'facilities').map(({ file }) => file);
  const source = pen.word('source', { files: files.join(pen.word('listJoin')) || pen.word('noFile') });
  return [
    { kind: 'heading', text: pen.word('services') },
    {
      kind: 'table',
      caption: pen.word('servicesCaption', { n: draft.nextTable(), limit, whose }),
      columns: columns(
        heads.map((head) => pen.word(head)),
        [0.22, 0.14, 0.16, 0.14, 0.14, 0.2],
      ),
      rows,
      totals: false,
    },
    { kind: 'note', content: pen.say('servicesNote', { pace, source }) },
  ];
}

function accessSection(draft: Draft): Block[] {
  const { facts, findings, pen, service } = draft;
  const { headline, methods } = facts;
  if (methods.length === 0) return [];
  const heading: Block = { kind: 'heading', text: pen.word('access') };
  const missing = missingCapacities(findings, facts);
  const missingNote: Block[] =
    missing > 0
      ? [
          {
            kind: 'note',
            content: pen.say('missingCapacity', { missing: formatNumber(missing), service }),
          },
        ]
      : [];
  const sites = factOf(facts, { kind: 'sites', service: headline }).value;
  if (missing === sites) return [heading, { kind: 'paragraph', content: pen.say('accessNone', { service }) }];
  const heads = ['accessMethod', 'meanScore', 'gini', 'supplied'] as const;
  return [
    heading,
    {
      kind: 'table',
      caption: pen.word('accessCaption', { n: draft.nextTable(), service }),
      columns: columns(
        heads.map((head) => pen.word(head)),
        [0.46, 0.2, 0.14, 0.2],
      ),
      rows: methods.map((method) => [
        [methodWord(method, pen.language)],
        [pen.cell({ kind: 'meanScore', service: headline, method })],
        [pen.cell({ kind: 'gini', service: headline, method })],
        [pen.cell({ kind: 'suppliedCapacity', service: headline, method })],
      ]),
      totals: false,
    },
    { kind: 'note', content: pen.say('accessNote') },
    ...missingNote,
  ];
}

function hasFractions({ elders }: Findings): boolean {
  return (
    elders.polygons.some((polygon) => polygon !== null) || elders.elders.some((persons) => persons % 1 !== 0)
  );
}

const chineseNumbers = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

function numberHeadings(blocks: readonly Block[], language: Language): Block[] {
  let count = 0;
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    count += 1;
    const number = language === 'zh' ? `${chineseNumbers[count - 1] ?? count}、` : `${count}. `;
    return { kind: 'heading', text: number + block.text };
  });
}
