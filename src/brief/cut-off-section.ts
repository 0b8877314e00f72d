/** 图纸达标、脚下不达标, by what keeps them: one table of a brief. */
import { cutOffCauses } from '../domain/findings';
import { networkWords } from '../i18n/network-words';
import type { Block } from './blocks';
import { columns, countsPaperOnly, type Draft } from './draft';
import { factOf } from './facts';

/** Nothing without streets, and where everybody who is near on paper gets there. */
export function cutOffSection(draft: Draft): Block[] {
  const { facts, findings, limit, paper, pen, service, whose } = draft;
  const { headline, scope } = facts;
  const about = { kind: 'cutOff', service: headline, scope } as const;
  const isKnown = findings.services.some((found) => found.service === headline && found.cutOff !== undefined);
  if (!isKnown || factOf(facts, about).value === 0) return [];
  const words = networkWords(pen.language).cutOff;
  const isExact = countsPaperOnly(draft);
  const causes = cutOffCauses.filter(
    (cause) => factOf(facts, { ...about, cause }).value > 0 || !pen.isShown({ ...about, cause }),
  );
  return [
    { kind: 'heading', text: pen.word('cutOff') },
    {
      kind: 'paragraph',
      content: pen.say('cutOffText', { cutOff: pen.figure(about), limit, paper, service, whose }),
    },
    {
      kind: 'table',
      caption: pen.word('cutOffCaption', { n: draft.nextTable(), service, whose }),
      columns: columns([pen.word('cause'), pen.word('persons')], [0.7, 0.3]),
      rows: [
        ...causes.map((cause) => [[words.causes[cause]], [pen.cell({ ...about, cause })]]),
        [[pen.word('total')], [pen.cell(about)]],
      ],
      totals: true,
    },
    ...(isExact ? [] : [{ kind: 'note', content: pen.say('cutOffNet') } as const]),
    { kind: 'note', content: [words.rule] },
  ];
}
