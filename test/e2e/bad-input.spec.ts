/**
 * Every fault of the list, dropped on the page with the sample in it: a sentence in the user's language that names the
 * file (row and column where there is one) and what to do; the sample stays, and one step back brings its numbers back.
 */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync, strToU8 } from 'fflate';
import type { FaultCode } from '../../src/domain/codes.ts';
import { faultsEn } from '../../src/i18n/faults-en.ts';
import { faultsZh } from '../../src/i18n/faults-zh.ts';
import type { Language } from '../../src/i18n/format.ts';
import { writePbf } from '../../scripts/write-pbf.ts';
import { test, expect, type Page } from './offline.ts';
import {
  drop,
  goTo,
  headline,
  idle,
  languages,
  openSample,
  sampleFolder,
  tool,
  words,
  write,
} from './journey.ts';

interface Case {
  readonly name: string;
  /** Dropped together. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Any of these codes may be the one that tells it. */
  readonly codes: readonly FaultCode[];
  /** What must be in sight besides: the file first, then rows, columns, values. */
  readonly names: readonly string[];
  /** Row of the file, where the fault has one. */
  readonly row?: number;
}

const header = '编号,经度,纬度,60岁及以上';
/** Places inside the sample town, so that only what a case is about is wrong. */
const lon = 103.3325;
const lat = 36.436;
const table = (rows: readonly string[], first = header) => [first, ...rows, ''].join('\n');
const good = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `X${i + 1},${(lon + i * 1e-4).toFixed(6)},${(lat + i * 1e-4).toFixed(6)},${i + 1}`,
  );

/** 社区甲 in GB18030; Node writes no GB18030 of its own. */
const gbk = Uint8Array.of(0xc9, 0xe7, 0xc7, 0xf8, 0xbc, 0xd7);

function mixed(): Uint8Array {
  const parts: Uint8Array[] = [strToU8(`${header},社区\n`)];
  for (const [i, row] of good(8).entries())
    parts.push(strToU8(`${row},`), i % 4 === 3 ? gbk : strToU8('社区乙'), strToU8('\n'));
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const square = (open: boolean) => {
  const ring = [
    [lon, lat],
    [lon + 0.002, lat],
    [lon + 0.002, lat + 0.002],
    [lon, lat + 0.002],
  ];
  return JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { id: 'A', 名称: '甲', '60岁及以上': 30 },
        geometry: { type: 'Polygon', coordinates: [open ? ring : [...ring, ring[0]]] },
      },
    ],
  });
};

async function cases(): Promise<readonly Case[]> {
  const streets = await readFile(join(sampleFolder, 'streets.osm.pbf'));
  const noStreets = await writePbf({
    nodes: Array.from({ length: 9 }, (_, i) => ({ id: i + 1, lon: lon + i * 1e-4, lat })),
    ways: [{ id: 1, refs: [1, 2, 3], tags: { building: 'yes' } }],
  });
  const study = JSON.parse(await readFile(join(sampleFolder, 'study.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const zip = zipSync({
    'study.json': strToU8(JSON.stringify(study)),
    'elders.csv': strToU8(table(good(50))),
  });
  return [
    { name: 'empty file', files: { '空 empty.csv': '' }, codes: ['table.empty'], names: ['空 empty.csv'] },
    { name: 'blanks only', files: { 'blank.csv': ' \n \n' }, codes: ['table.empty'], names: ['blank.csv'] },
    {
      name: 'header only',
      files: { 'header only.csv': `${header}\n` },
      codes: ['table.headerOnly'],
      names: ['header only.csv', '经度'],
    },
    {
      name: 'wrong delimiter',
      files: { 'caret elders.csv': table(good(6)).replaceAll(',', '^') },
      codes: ['table.oneColumn'],
      names: ['caret elders.csv'],
    },
    {
      name: 'mixed encodings',
      files: { 'mixed elders.csv': mixed() },
      codes: ['table.mixedEncodings'],
      names: ['mixed elders.csv', '5, 9'],
    },
    {
      name: 'no coordinates',
      files: { 'addresses.csv': table(['甲,某路 1 号,3', '乙,某路 2 号,4'], '编号,地址,60岁及以上') },
      codes: ['column.noCoordinates', 'table.unknownLayer'],
      names: ['addresses.csv', '地址'],
    },
    {
      name: 'swapped coordinates',
      files: {
        'swapped elders.csv': table(
          good(6).map((row) => row.replace(/^([^,]+),([^,]+),([^,]+)/, '$1,$3,$2')),
        ),
      },
      codes: ['table.swapped', 'table.swapSuspected'],
      names: ['swapped elders.csv'],
    },
    {
      name: 'projected coordinates',
      files: {
        'metres elders.csv': table([
          'A,35412345.1,3391234.5,3',
          'B,35412445.1,3391334.5,4',
          'C,35412545.1,3391434.5,5',
        ]),
      },
      // By itself where the numbers say which system it is, by the user where they do not.
      codes: ['table.projected', 'crs.byRange'],
      names: ['metres elders.csv'],
    },
    {
      name: 'outside the streets',
      files: { 'elsewhere elders.csv': table(['A,121.47,31.23,3', 'B,121.48,31.24,4', 'C,121.49,31.25,5']) },
      codes: ['table.farFromStreets', 'table.outsideStreets'],
      names: ['elsewhere elders.csv'],
    },
    {
      name: 'duplicate ids',
      files: { 'twice elders.csv': table([...good(5), `X2,${lon + 0.003},${lat},7`]) },
      codes: ['table.duplicateIds'],
      names: ['twice elders.csv'],
      row: 7,
    },
    {
      name: 'negative count',
      files: { 'negative elders.csv': table([...good(5), `X9,${lon},${lat},-4`]) },
      codes: ['row.countNegative'],
      names: ['negative elders.csv', '60岁及以上', '-4'],
      row: 7,
    },
    {
      name: 'count in words',
      files: { 'words elders.csv': table([...good(5), `X9,${lon},${lat},很多`]) },
      codes: ['row.countText'],
      names: ['words elders.csv', '60岁及以上', '很多'],
      row: 7,
    },
    {
      name: 'unclosed ring',
      files: { 'open ring.geojson': square(true) },
      codes: ['table.ringsClosed'],
      names: ['open ring.geojson'],
    },
    {
      name: 'GeoJSON cut short',
      files: { 'cut.geojson': square(false).slice(0, 120) },
      codes: ['table.notJson'],
      names: ['cut.geojson'],
    },
    {
      name: 'truncated pbf',
      files: { 'cut.osm.pbf': streets.subarray(0, Math.floor(streets.length * 0.6)) },
      codes: ['osm.truncated'],
      names: ['cut.osm.pbf'],
    },
    {
      name: 'pbf without streets',
      files: { 'buildings.osm.pbf': noStreets },
      codes: ['osm.noStreets', 'network.noStreets'],
      names: ['buildings.osm.pbf'],
    },
    {
      name: 'pbf of 0 bytes',
      files: { 'nothing.osm.pbf': '' },
      codes: ['osm.empty', 'table.empty'],
      names: ['nothing.osm.pbf'],
    },
    {
      name: 'study naming a missing file',
      files: { 'study.json': JSON.stringify({ version: 1, layers: { elders: { file: '没有这份.csv' } } }) },
      codes: ['study.missingFile'],
      names: ['没有这份.csv'],
    },
    {
      name: 'study with an unknown field',
      files: { 'study.json': JSON.stringify({ version: 1, walk: { limitMinuets: 15 } }) },
      codes: ['study.unknownField'],
      names: ['limitMinuets'],
    },
    {
      name: 'study of a newer version',
      files: { 'study.json': JSON.stringify({ version: 99 }) },
      codes: ['study.newerVersion'],
      names: ['99'],
    },
    {
      name: 'study that is no JSON',
      files: { 'study.json': '{"version": 1,' },
      codes: ['study.notJson'],
      names: [],
    },
    {
      name: 'damaged zip',
      files: { 'damaged.zip': zip.subarray(0, zip.length - 60) },
      codes: ['zip.damaged'],
      names: [],
    },
  ];
}

/** Whether a sentence of one of the codes is in `text`: each of its fixed pieces, in order. */
function tells(text: string, codes: readonly FaultCode[], language: Language): boolean {
  return codes.some((code) => {
    const pieces = (language === 'zh' ? faultsZh : faultsEn)[code]
      .split(/\{\w+\}/)
      .map((piece) => piece.trim());
    let from = 0;
    return pieces.every((piece) => {
      const at = text.indexOf(piece, from);
      from = at + piece.length;
      return at >= 0;
    });
  });
}

async function openDetails(page: Page): Promise<void> {
  await page.getByRole('main').evaluate((main) => {
    for (const one of main.querySelectorAll('details')) one.open = true;
  });
}

/** Every sentence, file name and cell of the step that can be seen. */
const inSight = (page: Page) =>
  page.getByRole('main').evaluate((main) =>
    [...main.querySelectorAll<HTMLElement>('.notice, h3, td, th')]
      .filter((one) => one.checkVisibility())
      .map((one) => one.innerText)
      .join('\n'),
  );

/** Back to the sample as it was, by undo alone. */
async function undoAll(page: Page, language: Language): Promise<void> {
  const undo = tool(page, new RegExp(`^${words(language).header.undo}`));
  for (let turn = 0; turn < 5 && (await undo.isEnabled()); turn += 1) await undo.click();
  await idle(page);
}

for (const language of languages)
  test(`each fault ends in a sentence and loses nothing (${language})`, async ({ page }, info) => {
    test.setTimeout(240_000);
    const t = words(language);
    await openSample(page, language);
    const before = await headline(page, language);
    for (const [index, one] of (await cases()).entries())
      await test.step(one.name, async () => {
        const paths = await write(info.outputPath(String(index)), one.files);
        await drop(page, paths);
        await expect(page.getByRole('heading', { level: 1, name: t.data.title })).toBeVisible();
        const told = async () => {
          await openDetails(page);
          const text = await inSight(page);
          if (tells(text, one.codes, language)) return 'told';
          const sentences = await page.getByRole('main').locator('.notice:visible').allInnerTexts();
          return `${one.codes.join(' or ')} is not told; in sight: ${sentences.join(' ¶ ')}`;
        };
        await expect.soft.poll(told, { message: one.name, timeout: 10_000 }).toBe('told');
        const text = await inSight(page);
        for (const name of one.names) expect.soft(text, `${one.name}: names ${name}`).toContain(name);
        if (one.row !== undefined)
          expect
            .soft(text, `${one.name}: names row ${one.row}`)
            .toMatch(new RegExp(`(^|[^\\d])${one.row}([^\\d]|$)`, 'm'));
        // The files of the sample are all still there, and one step back is as before.
        for (const file of ['streets.osm.pbf', 'elders.csv', 'facilities.csv'])
          expect
            .soft(
              await page.getByRole('article', { name: file, exact: true }).count(),
              `${one.name}: ${file}`,
            )
            .toBe(1);
        await undoAll(page, language);
        await goTo(page, language, 'walk');
        await expect.soft
          .poll(() => headline(page, language), { message: `${one.name}: numbers`, timeout: 10_000 })
          .toBe(before);
      });
  });

for (const language of languages)
  test(`files too large to read are told at once (${language})`, async ({ page }, info) => {
    await openSample(page, language);
    const before = await headline(page, language);
    // Sparse: 1.2 GB that take no room on the disk; the beginning is what a reader looks at, so it is real.
    const feature =
      '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[103.3,36.4]}},\n';
    for (const [name, start] of [
      ['huge.csv', table(Array.from({ length: 40_000 }, () => good(1)[0]!))],
      ['huge.geojson', `{"type":"FeatureCollection","features":[\n${feature.repeat(10_000)}`],
    ] as const) {
      const [path] = await write(info.outputPath(), { [name]: start });
      const file = await open(path!, 'r+');
      await file.truncate(1_200_000_000);
      await file.close();
      const start_ms = Date.now();
      await drop(page, [path!]);
      await expect
        .poll(async () => tells(await inSight(page), ['table.tooBig'], language), {
          message: name,
          timeout: 15_000,
        })
        .toBe(true);
      expect.soft(Date.now() - start_ms, `${name} is told soon`).toBeLessThan(10_000);
      expect(await inSight(page)).toContain(name);
    }
    await goTo(page, language, 'walk');
    expect(await headline(page, language)).toBe(before);
  });

test('text is text: no cell, header, file name or title runs as code', async ({ page }, info) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  // As in the Big List of Naughty Strings, "Script Injection".
  const nasty = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(2)>',
    "'-alert(3)-'",
    '<svg onload=alert(4)>',
    'javascript:alert(5)',
    '{{constructor.constructor("alert(6)")()}}',
    '<iframe srcdoc="<script>parent.alert(7)</script>">',
    '</title><script>alert(8)</script>',
  ];
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = nasty.map(
    (text, i) => `${quote(text)},${quote(text)},${lon + i * 1e-3},${lat},助餐,${10 + i}`,
  );
  const facilities = [
    `编号,机构名称,经度,纬度,服务项目,供餐能力,${quote(nasty[1]!)}`,
    ...rows.map((row) => `${row},x`),
    '',
  ].join('\n');
  const elders = [
    `编号,经度,纬度,60岁及以上,社区`,
    ...nasty.map((text, i) => `${quote(text)},${lon + i * 1e-3},${lat + 1e-3},${i + 1},${quote(text)}`),
    `${quote(nasty[1]!)},${lon},${lat},${quote(nasty[3]!)},x`,
    '',
  ].join('\n');
  // A slash cannot stand in a file's name on this disk; everything else can.
  const paths = await write(info.outputPath('files'), {
    '<img src=x onerror=alert(9)> facilities.csv': facilities,
    '<svg onload=alert(10)> elders.csv': elders,
  });
  await page.goto('./?empty&lang=zh');
  await drop(page, paths);
  const t = words('zh');
  await expect(page.getByRole('article')).toHaveCount(2);
  await idle(page);
  await page.getByRole('textbox', { name: t.header.title }).fill(nasty[0]!);
  await page.keyboard.press('Enter');
  await openDetails(page);
  const text = await inSight(page);
  for (const shown of ['<img src=x onerror=alert(9)> facilities.csv', nasty[0]!, nasty[3]!])
    expect(text).toContain(shown);
  for (const step of ['walk', 'balance', 'sites', 'brief'] as const) await goTo(page, 'zh', step);
  await expect(page.getByRole('region', { name: t.regions.brief })).toContainText(nasty[0]!);
  await goTo(page, 'zh', 'walk');
  await page
    .getByRole('region', { name: t.regions.map, exact: true })
    .getByRole('button', { name: /表格/ })
    .click();
  await page
    .getByRole('grid')
    .getByRole('rowgroup')
    .nth(1)
    .getByRole('row')
    .first()
    .click({ timeout: 60_000 });
  await expect(
    page.getByRole('region', { name: t.regions.map, exact: true }).getByRole('article'),
  ).toBeVisible();
  expect(await page.locator('script:not([src]), iframe, img[src="x"], [onerror], [onload]').count()).toBe(0);
  expect(dialogs).toEqual([]);
});
