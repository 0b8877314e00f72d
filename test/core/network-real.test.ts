/**
 * Real files, against figures computed outside this code: for pbf with osm-pbf-parser and GeographicLib, for XML and GeoJSON with Python's
 * ElementTree and json, each with the rules of walking.md part 1 written anew (22 November 2026). Skipped where ../shared/data is absent.
 */
import { existsSync, openAsBlob, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/domain/fault';
import type { RawStreets } from '../../src/domain/tables';
import { linesToStreets } from '../../src/intake/line-streets';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import { readOsmXml } from '../../src/intake/osm-xml';
import { buildGraph } from '../../src/network/build-graph';
import { summariseStreets } from '../../src/network/summary';

const shared = new URL('../../../shared/data/', import.meta.url);

/** Metres that can be walked, and of those on steps. */
const figures: [string, number, number][] = [
  ['porto/porto_portugal.osm.pbf', 10263121.060451265, 9383.361851905063],
  ['poa-r5r/poa_osm.pbf', 1902686.3615318723, 9545.023189394906],
  ['helsinki/Helsinki.osm.pbf', 116291.0868209346, 1124.5120839688927],
  ['china-osm-small/beijing-haidian-bupt.osm', 21424.063709410853, 116.12716583684167],
  ['china-osm-small/shenzhen-longgang-buji.osm', 178272.47313933613, 662.098006867747],
  ['china-osm-small/beijing-haidian-tsinghua.osm', 124171.68044852625, 357.5919385037156],
  ['singapore/network/bishan-walk-network.geojson', 339937.28556814423, 899.8656813158194],
];

async function readStreets(file: string): Promise<Result<RawStreets>> {
  const path = fileURLToPath(new URL(file, shared));
  if (file.endsWith('.geojson')) return linesToStreets(JSON.parse(readFileSync(path, 'utf8')).features);
  const read = await (file.endsWith('.pbf') ? readOsmPbf : readOsmXml)(await openAsBlob(path));
  return read.ok ? { ...read, value: read.value.streets } : read;
}

describe.skipIf(!existsSync(shared))('real files (skipped where ../shared/data is absent)', () => {
  it.each(figures)('%s has the metres of street that others count', async (file, metres, stepsMetres) => {
    const streets = await readStreets(file);
    if (!streets.ok) throw new Error(streets.fault.code);
    const built = await buildGraph(streets.value, { steps: true });
    if (!built.ok) throw new Error(built.fault.code);
    const summary = summariseStreets(built.value.graph);
    expect(summary.metres / metres).toBeCloseTo(1, 9);
    expect(summary.stepsMetres / stepsMetres).toBeCloseTo(1, 9);
    expect(built.value.graph.componentMetres.reduce((a, b) => a + b) / metres).toBeCloseTo(1, 9);
    // Contraction pays: 3–5 times fewer junctions than nodes (kernel.md, Data).
    expect(built.value.graph.junctionCount).toBeLessThan(streets.value.lons.length / 2);
  });

  it('Bishan is one piece without islands, both directions of each street once', async () => {
    const streets = await readStreets('singapore/network/bishan-walk-network.geojson');
    if (!streets.ok) throw new Error(streets.fault.code);
    // 14,460 directed edges, of which 37 pairs of loops: 7,230 streets.
    expect(streets.value.wayTags.length).toBe(7230);
    const built = await buildGraph(streets.value, { steps: true });
    if (!built.ok) throw new Error(built.fault.code);
    expect(summariseStreets(built.value.graph)).toMatchObject({ components: 1, islands: 0, patches: 0 });
  });
});
