/**
 * A whole file of every format with bytes changed, cut out, doubled or cut off, through the page's intake in a thread: an answer within five
 * seconds, never a throw, and every row accounted for.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { Judges } from '../../scripts/corpus-judges';
import { bytesOf } from '../corpus/made';
import { corpusSeed, madeFiles } from '../corpus/make-corpus';

const seconds = 5;
const folder = mkdtempSync(join(tmpdir(), 'flips-'));
const judges = new Judges(seconds);
const made = new Map((await madeFiles(corpusSeed)).map((file) => [file.path, file]));
afterAll(async () => {
  await judges.end();
  rmSync(folder, { recursive: true });
});

/** One of each format, and of those with several forms one of each. */
const fixtures = [
  'text/lines-lf-gbk.csv',
  'text/encoding-utf16le-bom.csv',
  'text/delimiter-tab-quoted.csv',
  'geometry-cell/wkt-polygons.csv',
  'geometry-cell/wkb-hex-polygons-with-system.csv',
  'geojson/plain.geojson',
  'geojson/districts-multipolygon.geojson',
  'geojson/lines-delimited.geojsonl',
  'geojson/text-sequence.geojsons',
  'geojson/records-in-an-answer-with-nested-places.json',
  'topojson/quantized.topojson',
  'shapefile/areas-with-a-hole.shp',
  'shapefile/zipped.zip',
  'dbf/table-of-points.dbf',
  'geopackage/one-layer.gpkg',
  'kml/extended-data.kml',
  'kml/polygon.kml',
  'kml/packed.kmz',
  'gpx/track-in-segments.gpx',
  'osm/pbf-whole.osm.pbf',
  'osm/pbf-not-compressed.osm.pbf',
  'osm/xml-whole.osm',
  'graphml/with-lines.graphml',
  'sheet/header-merged-two-lines.xlsx',
  'sheet/header-merged-two-lines.xls',
  'sheet/header-merged-two-lines.xlsb',
  'sheet/header-merged-two-lines.ods',
  'sheet/page-in-gbk-named-xls.xls',
  'sheet/xml-of-2003.xml',
  'survey/labels-repeated.sav',
  'survey/packed.sav',
  'survey/packed-twice.zsav',
  'stata/version-115-little-endian.dta',
  'stata/version-118-big-endian.dta',
  'parquet/several-row-groups.parquet',
  'raster/people-by-age.tif',
  'zip/two-tables.zip',
];

interface Change {
  readonly how: 'set' | 'flip' | 'cut' | 'leave out' | 'double';
  /** As shares of the length; near the beginning as often as not, where the lengths stand. */
  readonly at: number;
  readonly near: boolean;
  readonly size: number;
  readonly value: number;
}

const change = fc.record<Change>({
  how: fc.constantFrom('set', 'set', 'flip', 'flip', 'cut', 'leave out', 'double'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  near: fc.boolean(),
  size: fc.integer({ min: 1, max: 8 }),
  value: fc.constantFrom(0, 1, 127, 128, 255, 34, 44, 10, 60),
});

function changed(bytes: Uint8Array, { how, at, near, size, value }: Change): Uint8Array {
  const from = Math.min(
    bytes.length - 1,
    Math.floor(at * (near ? Math.min(200, bytes.length) : bytes.length)),
  );
  if (how === 'cut') return bytes.slice(0, from);
  const [head, tail] = [bytes.subarray(0, from), bytes.subarray(from + size)];
  if (how === 'leave out') return Uint8Array.from([...head, ...tail]);
  if (how === 'double')
    return Uint8Array.from([...head, ...bytes.subarray(from, from + size), ...bytes.subarray(from)]);
  const out = bytes.slice();
  for (let i = from; i < Math.min(bytes.length, from + size); i++)
    out[i] = how === 'set' ? value : out[i]! ^ (1 << ((value + i) % 8));
  return out;
}

test.each(fixtures)('%s', { timeout: 60_000 }, async (path) => {
  const { content, parts } = made.get(path)!;
  const bytes = bytesOf(content);
  const name = path.split('/').pop()!;
  for (const [part, inside] of Object.entries(parts)) writeFileSync(join(folder, part), inside);
  const drop = { folder, file: name, parts: Object.keys(parts) };
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      writeFileSync(join(folder, name), changes.reduce<Uint8Array>(changed, bytes));
      const ending = await judges.judge(drop);
      if (!('verdict' in ending)) throw new Error(`${ending.code}: ${ending.error}`);
      const { outcome, read, used, refused } = ending.verdict;
      expect(['loaded', 'listed', 'refused']).toContain(outcome);
      expect(read).toBe(used + refused);
    }),
    { seed: corpusSeed, numRuns: 30 },
  );
});
