/** Attributes inside descriptions: made ones, and the clinics of Singapore. */
import { existsSync, readFileSync } from 'node:fs';
import type { Feature } from 'geojson';
import { expect, test } from 'vitest';
import { withDescribed } from '../../src/intake/described';
import { collection, feature, mustRead } from './intake-files';

const row = (name: string, value: string): string =>
  `<tr bgcolor="#fff"><th>${name}</th> <td>${value}</td></tr>`;
const one = (properties: object): Feature => feature('Point', [103.8, 36.1], properties) as Feature;

test('a table of attributes becomes columns, with its characters as meant; the description goes, the rest stays', () => {
  const html = `<center><table><tr><th colspan="2"><em>Attributes</em></th></tr>${row('NAME', 'A &amp; B&#33;')}${row('TEL', '<b>0931</b>')}${row('kept', 'no')}</table></center>`;
  const [read] = withDescribed([one({ Name: 'kml_7', kept: 'yes', Description: html })]);
  expect({ ...read!.properties }).toEqual({ kml_id: 'kml_7', kept: 'yes', NAME: 'A & B!', TEL: '0931' });
});

test('hostile names are names, and what is no such table is left alone', () => {
  const html = row('__proto__', 'x') + row('constructor', 'y');
  const [read] = withDescribed([one({ description: html })]);
  expect(Object.entries(read!.properties!)).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
  const others = [
    one({ description: '<b>open daily</b>' }),
    one({ description: row('only', 'one') }),
    one({}),
  ];
  expect(withDescribed(others)).toBe(others);
  const few = [one({ description: html }), one({}), one({})];
  expect(withDescribed(few)).toBe(few);
});

test('a telephone number in a description is found and dropped like any other', async () => {
  const html = (name: string): string => row('机构名称', name) + row('联系电话', '13912345678');
  const text = collection(
    ['甲养老院', '乙养老院'].map((name) => one({ Name: 'kml_1', Description: html(name) })),
  );
  const { report, tables } = await mustRead('facilities', 'a.geojson', text);
  expect(tables.facilities.names).toEqual(['甲养老院', '乙养老院']);
  expect(JSON.stringify([report.sample, report.notes])).not.toContain('13912345678');
});

const clinics = new URL(
  '../../../shared/data/singapore/facilities/newton-chas-clinics.geojson',
  import.meta.url,
).pathname;
test.skipIf(!existsSync(clinics))('the clinics of Newton have their own names', async () => {
  const { tables } = await mustRead('facilities', 'clinics.geojson', readFileSync(clinics, 'utf8'));
  expect(tables.facilities.names).toContain('CHESTMED pte ltd');
});
