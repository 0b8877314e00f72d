/**
 * `npm run make-city -- DIR [NODES] [ELDERS] [FACILITIES]`: a city of any size, drawn from a seed, for measurements: superblocks of 420 m with
 * streets every 60 m, a quarter of them gated, a river with bridges. Writes study.json, city.osm.pbf, elders.csv and facilities.csv.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../src/domain/random.ts';
import { metresPerDegree } from '../src/domain/ellipsoid.ts';
import { writePbf, type PbfNode, type PbfWay } from './write-pbf.ts';

const [, , folder, ...sizes] = process.argv;
if (folder === undefined || sizes.some((size) => !/^\d+$/.test(size))) {
  console.error('npm run make-city -- DIR [NODES] [ELDERS] [FACILITIES]');
  process.exit(2);
}
const [wantedNodes = 1_000_000, elders = 1_000_000, facilities = 10_000] = sizes.map(Number);

const blockCells = 7;
const cellMetres = 60;
const [west, south] = [104, 30.5] as const;
const degree = metresPerDegree(south + 0.15);
const random = createRandom(1);
/** A lattice point and a bend on each street that leaves it: four nodes a cell. */
const blocks = Math.max(2, Math.round(Math.sqrt(wantedNodes / (4 * blockCells * blockCells))));
const size = blocks * blockCells + 1;

const nodes: PbfNode[] = [];
const addNode = (x: number, y: number, tags?: Record<string, string>): number => {
  const id = nodes.length + 1;
  nodes.push({
    id,
    lon: west + x / degree.lon,
    lat: south + y / degree.lat,
    ...(tags === undefined ? {} : { tags }),
  });
  return id;
};
const jitter = (by: number): number => (random() - 0.5) * 2 * by;
const corner = new Int32Array(size * size);
for (let j = 0; j < size; j++)
  for (let i = 0; i < size; i++) {
    const isBorder = i % blockCells === 0 || j % blockCells === 0;
    const by = isBorder ? 3 : 10;
    corner[j * size + i] = addNode(i * cellMetres + jitter(by), j * cellMetres + jitter(by));
  }
const isGated = Uint8Array.from({ length: blocks * blocks }, () => (random() < 0.25 ? 1 : 0));
/** The river runs west to east through the middle row of blocks; every fifth avenue crosses it. */
const riverRow = Math.floor(blocks / 2) * blockCells + 3;

const ways: PbfWay[] = [];
const addStreet = (i: number, j: number, isEast: boolean): void => {
  const [k, l] = isEast ? [i + 1, j] : [i, j + 1];
  if (k >= size || l >= size) return;
  const isAvenue = isEast ? j % blockCells === 0 : i % blockCells === 0;
  const crossesRiver = !isEast && j === riverRow;
  if (crossesRiver && (!isAvenue || (i / blockCells) % 5 !== 0)) return;
  if (!isAvenue && random() < 0.2) return;
  const block =
    Math.min(blocks - 1, Math.floor(j / blockCells)) * blocks +
    Math.min(blocks - 1, Math.floor(i / blockCells));
  const [a, b] = [nodes[corner[j * size + i]! - 1]!, nodes[corner[l * size + k]! - 1]!];
  const bends = Array.from({ length: isAvenue ? 1 : 2 }, (_, n, of = isAvenue ? 2 : 3) => {
    const part = (n + 1) / of;
    return addNode(
      (a.lon + part * (b.lon - a.lon) - west) * degree.lon + jitter(4),
      (a.lat + part * (b.lat - a.lat) - south) * degree.lat + jitter(4),
    );
  });
  const tags: Record<string, string> = isAvenue
    ? { highway: 'secondary', name: isEast ? `${l}路` : `${k}街` }
    : isGated[block] === 1
      ? { highway: 'service', access: 'private' }
      : { highway: 'residential' };
  if (crossesRiver) tags['bridge'] = 'yes';
  ways.push({ id: ways.length + 1, refs: [a.id, ...bends, b.id], tags });
};
for (let j = 0; j < size; j++)
  for (let i = 0; i < size; i++) {
    addStreet(i, j, true);
    addStreet(i, j, false);
  }

const span = (size - 1) * cellMetres;
const place = (): string => {
  const lon = west + (random() * span) / degree.lon;
  const lat = south + (random() * span) / degree.lat;
  return `${lon.toFixed(6)},${lat.toFixed(6)}`;
};
const rows = (head: string, count: number, row: (n: number) => string): string => {
  const lines = [head];
  for (let n = 1; n <= count; n++) lines.push(row(n));
  return `${lines.join('\n')}\n`;
};
const source = (file: string, columns: Record<string, string> = {}) => ({
  file,
  encoding: 'utf-8',
  crs: 'EPSG:4326',
  columns,
});
const study = {
  version: 1,
  title: 'City',
  layers: {
    streets: source('city.osm.pbf'),
    facilities: source('facilities.csv'),
    elders: source('elders.csv'),
  },
  need: { services: ['meals'] },
};
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'city.osm.pbf'), await writePbf({ nodes, ways }));
await writeFile(
  join(folder, 'elders.csv'),
  rows('id,lon,lat,elders', elders, (n) => `e${n},${place()},${1 + Math.floor(random() * 4)}`),
);
await writeFile(
  join(folder, 'facilities.csv'),
  rows(
    'id,name,lon,lat,services,capacity',
    facilities,
    (n) => `f${n},食堂${n},${place()},meals,${20 + Math.floor(random() * 100)}`,
  ),
);
await writeFile(join(folder, 'study.json'), JSON.stringify(study, null, 2));
console.log(
  `${nodes.length} nodes, ${ways.length} ways, ${elders} elder rows, ${facilities} facilities in ${folder}`,
);
