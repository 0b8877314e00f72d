import { describe, expect, it } from 'vitest';
import { buildFacts, factOf } from '../../src/brief/facts';
import { paperContainsFoot } from '../../src/brief/paper-only';
import { factKey } from '../../src/domain/fact';
import { cutOffCauses } from '../../src/domain/findings';
import { defaultWalk } from '../../src/domain/study';
import { makeFindings, rows } from './fixture-findings';

describe('facts of a brief', () => {
  const facts = buildFacts(makeFindings(), 'meals');
  const value = (topic: Parameters<typeof factOf>[1]): number => factOf(facts, topic).value;

  it('tell the headline at own pace, where age bands are given', () => {
    // e1 38, e2 12 + 15, e5 7 + 3; linked are all but the 10 of e6.
    expect(facts.scope).toBe('own');
    expect(value({ kind: 'elders' })).toBe(156);
    expect(value({ kind: 'linked' })).toBe(146);
    expect(value({ kind: 'unlinked' })).toBe(10);
    expect(value({ kind: 'covered', service: 'meals', scope: 'own' })).toBe(38 + 27 + 10);
    expect(value({ kind: 'gap', service: 'meals', scope: 'own' })).toBe(146 - 75);
    expect(value({ kind: 'share', service: 'meals', scope: 'own' })).toBe(75 / 146);
    expect(value({ kind: 'covered', service: 'meals', scope: 'overall' })).toBe(38 + 30 + 10);
  });

  it('count who is covered on paper and not on foot, by band and in all', () => {
    expect(value({ kind: 'paperCovered', service: 'meals', scope: 'own' })).toBe(38 + 30 + 60 + 10);
    expect(value({ kind: 'paperOnly', service: 'meals', scope: 'own' })).toBe(3 + 60);
    expect(value({ kind: 'paperOnly', service: 'meals', scope: 'overall' })).toBe(60);
    expect(value({ kind: 'paperOnly', service: 'meals', scope: 'age60' })).toBe(30);
    expect(value({ kind: 'paperOnly', service: 'meals', scope: 'age70' })).toBe(20);
    expect(value({ kind: 'paperOnly', service: 'meals', scope: 'age80' })).toBe(3 + 10);
    expect(value({ kind: 'paperOnly', service: 'meals', scope: 'ageUnknown' })).toBe(0);
  });

  it('tell what keeps those who are covered on paper and not on foot, in sum the same persons', () => {
    const cutOff = { kind: 'cutOff', service: 'meals', scope: 'own' } as const;
    expect(value(cutOff)).toBe(value({ ...cutOff, kind: 'paperOnly' }));
    expect(cutOffCauses.map((cause) => value({ ...cutOff, cause }))).toEqual([3, 60, 0, 0, 0, 0, 0]);
    const water = factOf(facts, { ...cutOff, cause: 'water' });
    expect(water.key).toBe('cutOff:meals:own:water');
    expect(water.unit).toBe('persons');
    expect(water.base).toBe('cutOff:meals:own');
    expect(facts.all[water.base!]!.base).toBe('linked');
    expect(water.files).toEqual(['streets.osm.pbf', 'facilities.csv', 'elders.csv']);
    expect(water.parameters).toMatchObject({
      'walk.limitMinutes': 15,
      'walk.paces.age80': 0.6,
      'walk.paperMetres': 1000,
      'walk.throughGates': false,
    });
    // Without bands everybody walks 720 m: the 60 of e3 alone.
    const plain = buildFacts(makeFindings({ withBands: false }), 'meals');
    expect(factOf(plain, { ...cutOff, scope: 'overall', cause: 'water' }).value).toBe(60);
    expect(factOf(plain, { ...cutOff, scope: 'overall' }).value).toBe(60);
    const findings = makeFindings();
    const bare = findings.services.map(({ cutOff: _, ...found }) => found);
    const straight = buildFacts({ ...findings, services: bare, approximate: true }, 'meals');
    expect(Object.keys(straight.all).filter((key) => key.startsWith('cutOff'))).toEqual([]);
  });

  it('count paper only row by row where the limit on foot reaches beyond the paper radius', () => {
    // 1.0 m/s × 900 s > 250 m: on paper are e1 (250 m, inclusive) and e5 (90 m), both within reach.
    const findings = makeFindings({ settings: { walk: { ...defaultWalk, paperMetres: 250 } } });
    expect(paperContainsFoot(findings.settings)).toBe(false);
    const small = buildFacts(findings, 'meals');
    expect(factOf(small, { kind: 'paperOnly', service: 'meals', scope: 'own' }).value).toBe(0);
    expect(factOf(small, { kind: 'paperCovered', service: 'meals', scope: 'own' }).value).toBe(48);
  });

  it('add up by band and by district, with those of no known age and those outside as rows of their own', () => {
    expect(facts.bands).toEqual(['age60', 'age70', 'age80', 'ageUnknown']);
    expect(facts.districts).toEqual([0, 1, 'outside']);
    for (const kind of ['covered', 'gap', 'paperCovered', 'paperGap', 'paperOnly'] as const) {
      const parts = facts.bands.map((scope) => value({ kind, service: 'meals', scope }));
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(
        value({ kind, service: 'meals', scope: 'own' }),
      );
    }
    expect(value({ kind: 'linked', scope: 'ageUnknown' })).toBe(3);
    expect(value({ kind: 'linked', district: 0 })).toBe(38 + 30);
    expect(value({ kind: 'gap', service: 'meals', scope: 'own', district: 0 })).toBe(3);
    expect(value({ kind: 'covered', service: 'meals', scope: 'own', district: 'outside' })).toBe(10);
  });

  it('list all nine services, those without a site too', () => {
    expect(facts.services.map(({ service }) => service)).toEqual(
      'meals bathing cleaning emergency medical mobility companionship errands legal'.split(' '),
    );
    expect(facts.services.filter(({ analysed }) => analysed).map(({ service }) => service)).toEqual([
      'meals',
      'legal',
    ]);
    expect(value({ kind: 'sites', service: 'bathing' })).toBe(2);
    expect(value({ kind: 'sites', service: 'legal' })).toBe(0);
  });

  it('say where they come from', () => {
    const gap = factOf(facts, { kind: 'gap', service: 'meals', scope: 'own' });
    expect(gap.key).toBe('gap:meals:own');
    expect(gap.base).toBe('linked');
    expect(gap.files).toEqual(['streets.osm.pbf', 'facilities.csv', 'elders.csv']);
    expect(gap.parameters).toMatchObject({
      'walk.limitMinutes': 15,
      'walk.paces.age80': 0.6,
      'walk.metresPerSecond': 0.8,
    });
    const paper = factOf(facts, { kind: 'paperCovered', service: 'meals', scope: 'own' });
    expect(paper.files).toEqual(['facilities.csv', 'elders.csv']);
    expect(paper.parameters).toEqual({ 'walk.paperMetres': 1000 });
    for (const fact of Object.values(facts.all)) {
      expect(fact.key).toBe(factKey(fact.topic));
      if (fact.base !== null) expect(facts.all[fact.base], fact.key).toBeDefined();
    }
  });

  it('choose three key numbers, the last by whether capacity is known', () => {
    expect(facts.key).toEqual(['gap:meals:own', 'paperOnly:meals:own', 'meanScore:meals:2sfca']);
    const findings = makeFindings({ withBands: false });
    const without = buildFacts({ ...findings, access: [] }, 'meals');
    expect(without.key).toEqual(['gap:meals:overall', 'paperOnly:meals:overall', 'alone:meals']);
    expect(without.bands).toEqual([]);
    expect(factOf(without, { kind: 'alone', service: 'meals' }).value).toBe(38 + 30 + 10);
  });

  it('have no outside row where every elder lies in a district', () => {
    const inside = rows.map((row) => ({ ...row, district: Math.max(0, row.district) }));
    expect(buildFacts(makeFindings({ rows: inside }), 'meals').districts).toEqual([0, 1]);
  });
});
