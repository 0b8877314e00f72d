/** Who is cut off by what, in a town where every cause occurs and every person's is known from the drawing. */
import { describe, expect, test } from 'vitest';
import { paperOnlyPersons } from '../../src/brief/paper-only';
import { cutOffCauses, type CutOffCause, type CutOffFindings } from '../../src/domain/findings';
import type { Study } from '../../src/domain/study';
import { createStages, solve, type Solution } from '../../src/pipeline';
import { riverTown } from './river-town';

const scene = riverTown();

async function solved(study: Study): Promise<Solution> {
  const result = await solve(study, createStages());
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

const cutOffOf = ({ findings }: Solution): CutOffFindings => findings.services[0]!.cutOff!;

/** Rows by name: what keeps most of each row that is cut off. */
function told(of: Solution): Record<string, CutOffCause> {
  const { rowCause, rowPersons } = cutOffOf(of);
  return Object.fromEntries(
    of.findings.elders.ids.flatMap((id, row) =>
      rowPersons[row]! > 0 ? [[id, cutOffCauses[rowCause[row]!]!] as const] : [],
    ),
  );
}

const truth = Object.fromEntries(
  scene.persons.flatMap(({ id, cut, told }) =>
    Object.keys(cut).length > 0 ? [[id, told ?? 'pace'] as const] : [],
  ),
);
const countOf = (cause: CutOffCause): number =>
  scene.persons.reduce((sum, { cut }) => sum + (cut[cause] ?? 0), 0);

describe('everybody’s cause', () => {
  test('is the one that the drawing says, of every row and in sum, and every cause occurs', async () => {
    const of = await solved(scene.study());
    expect(of.findings.reports.flatMap(({ refused }) => refused)).toEqual([]);
    expect(told(of)).toEqual(truth);
    const { persons, rowPersons } = cutOffOf(of);
    scene.persons.forEach(({ id, cut }, row) =>
      expect(rowPersons[row], id).toBe(Object.values(cut).reduce((sum, one) => sum + one, 0)),
    );
    for (const cause of cutOffCauses) {
      expect(countOf(cause), cause).toBeGreaterThan(0);
      expect(persons[cause], cause).toBe(countOf(cause));
    }
    const all = Object.values(persons).reduce((sum, one) => sum + one, 0);
    expect(paperOnlyPersons(of.findings, of.findings.services[0]!, 'own')).toBe(all);
  });
});

describe('taking the cause away', () => {
  test('with a way straight over it everybody who lives there gets to the site, as do who live beside', async () => {
    const over: Readonly<Record<string, string>> = {
      'on the other bank': 'river',
      'on the shore': 'lake',
      'beyond the railway': 'rail',
      'beyond railway and river': 'rail and river',
      'beyond the trunk road': 'trunk',
      'beyond the motorroad': 'motorroad',
      'beyond road and railway': 'road and rail',
      'below the viaduct': 'viaduct',
      'outside the estate': 'estate',
      'outside the court': 'court',
      'round the block': 'bare',
      'on an island': 'island',
    };
    const of = await solved(scene.study({}, Object.values(over)));
    const left = Object.fromEntries(Object.entries(truth).filter(([id]) => over[id] === undefined));
    // 400 + 300 m beside the lake; from the court 100 + 150 m out of its gate, 50 m on, and 300 m over it.
    delete left['beside the lake'];
    delete left['inside the court'];
    expect(told(of)).toEqual(left);
  });

  test('with gates open there are no compounds: through the estate they walk, the court is a dead end', async () => {
    const of = await solved(scene.study({ throughGates: true }));
    const left: Record<string, CutOffCause> = { ...truth, 'outside the court': 'around' };
    delete left['outside the estate'];
    expect(told(of)).toEqual(left);
    expect(cutOffOf(of).persons.compound).toBe(0);
  });

  test('faster, whoever was too slow gets there, and those whom something else keeps are kept by that', async () => {
    const pace = { metresPerSecond: 1.1, paces: { age60: 1.2, age70: 1.1, age80: 1.1 } };
    // 990 m: the long street's, of the ages all but those who go round, and by the river the site 920 m along this bank.
    const of = await solved(scene.study(pace));
    const left: Record<string, CutOffCause> = { ...truth };
    for (const id of [
      'on the other bank',
      'too slow even straight',
      'too slow, beyond a railway',
      '650 m on foot, 472 m straight',
      '550 m on foot, 427 m straight',
    ])
      delete left[id];
    expect(told(of)).toEqual(left);
    const slow = scene.persons.findIndex(({ id }) => id.startsWith('1,500 m'));
    expect(cutOffOf(of).rowPersons[slow]).toBe(6);
    expect(cutOffOf(of).persons.pace).toBe(0);
  });

  test('without water on the map the next cause in order is told', async () => {
    const study = scene.study();
    const dry = { waterway: 'ditch', natural: 'scrub' };
    const xml = Object.entries(dry).reduce(
      (text, [key, value]) => text.replace(new RegExp(`k="${key}" v="\\w+"`, 'g'), `k="${key}" v="${value}"`),
      scene.drawing.xml(),
    );
    const of = await solved({ ...study, files: { ...study.files, 'town.osm': new File([xml], 'town.osm') } });
    expect(told(of)).toEqual({
      ...truth,
      'on the other bank': 'around',
      'not far from the bridge': 'around',
      'on the shore': 'around',
      'beyond railway and river': 'rail',
      'on an island beyond a canal': 'apart',
    });
  });
});
