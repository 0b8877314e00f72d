/** The sample study's files, byte for byte the same for the same seed. */
import { zlibSync } from 'fflate';
import { writePbf } from '../write-pbf';
import { capacityColumns, placeFacilities } from './places';
import { settleElders, settleVolunteers } from './people';
import { closed, type Point } from './plane';
import { seededRandom } from './random';
import { buildTown, toDegrees } from './town';

const VOLUNTEERS = 60;

/** All files of the sample by name: streets, tables, districts and the study that names them. */
export async function makeSampleFiles(seed: number): Promise<Map<string, Uint8Array>> {
  const random = seededRandom(seed);
  const town = buildTown(random);
  const elders = settleElders(town, random);
  const volunteers = settleVolunteers(town, VOLUNTEERS, random);
  const facilities = placeFacilities(town);
  // Compressed in JavaScript: the zlib of another Node or processor may write other bytes.
  const streets = await writePbf({
    nodes: town.nodes,
    ways: town.ways,
    compress: (raw) => zlibSync(raw, { level: 9 }),
  });
  const capacities = Object.entries(capacityColumns);
  return new Map([
    ['streets.osm.pbf', streets],
    [
      'elders.csv',
      csv([
        ['编号', '社区', '所在街巷', '经度', '纬度', '60岁及以上', '60-69岁', '70-79岁', '80岁及以上'].concat(
          ['失能失智', '空巢独居', '低龄活力', '待评估'],
        ),
        ...elders.map((e) => [
          e.id,
          e.community,
          e.whereabouts,
          ...position(e.at),
          ...[e.elders, e.age60, e.age70, e.age80, e.red, e.yellow, e.green, e.grey].map(String),
        ]),
      ]),
    ],
    [
      'facilities.csv',
      csv([
        ['编号', '机构名称', '社区', '级别', '经度', '纬度', '服务项目', '开放时间', '床位数'].concat(
          capacities.map(([, header]) => header),
        ),
        ...facilities.map((f) => [
          f.id,
          f.name,
          f.community,
          f.level,
          ...position(f.at),
          f.services.join('、'),
          f.opening,
          f.beds === null ? '' : String(f.beds),
          ...capacities.map(([word]) => String(f.capacity[word] ?? '')),
        ]),
      ]),
    ],
    [
      'volunteers.csv',
      csv([
        ['编号', '社区', '经度', '纬度', '年龄段', '每周小时', '技能'],
        ...volunteers.map((v) => [
          v.id,
          v.community,
          ...position(v.at),
          v.ageBand,
          String(v.hours),
          v.skills.join('、'),
        ]),
      ]),
    ],
    [
      'districts.geojson',
      json({
        type: 'FeatureCollection',
        features: town.communities.map(({ id, name, ring }) => ({
          type: 'Feature',
          properties: { id, name },
          geometry: { type: 'Polygon', coordinates: [closed(ring).map(toDegrees)] },
        })),
      }),
    ],
    ['study.json', json(study(seed), 2)],
  ]);
}

/** Where the data come from, with a hash of each file. */
export async function sourcesText(files: ReadonlyMap<string, Uint8Array>, seed: number): Promise<string> {
  const rows: string[] = [];
  for (const [name, bytes] of files) {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
    const hex = [...hash].map((b) => b.toString(16).padStart(2, '0')).join('');
    rows.push(`| sample/${name} | ${bytes.length} | \`${hex}\` |`);
  }
  return `# Data that the app serves

## sample/: 河谷市五社区（合成数据）

Origin: synthetic. The town, its streets, facilities, elders and volunteers exist nowhere; \`scripts/make-sample.ts\` draws them
from seed ${seed} (\`npm run make-sample\`). The number of elders, 997 in five communities, follows a project described in the
literature; the split is ours. Licence: CC0 1.0.

| file | bytes | sha256 |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function study(seed: number): object {
  const capacity = Object.entries({
    meals: '助餐',
    bathing: '助浴',
    cleaning: '助洁',
    emergency: '助急',
    medical: '助医',
    mobility: '助行',
    companionship: '助聊',
    errands: '助办',
    daycare: '日间照料',
  } as const).map(([service, word]) => [`capacity.${service}`, capacityColumns[word]]);
  return {
    version: 1,
    title: '河谷市五社区',
    language: 'zh',
    synthetic: true,
    layers: {
      streets: { file: 'streets.osm.pbf' },
      facilities: {
        file: 'facilities.csv',
        columns: {
          id: '编号',
          name: '机构名称',
          lon: '经度',
          lat: '纬度',
          services: '服务项目',
          capacity: '床位数',
          ...Object.fromEntries(capacity),
        },
      },
      elders: {
        file: 'elders.csv',
        columns: {
          id: '编号',
          lon: '经度',
          lat: '纬度',
          elders: '60岁及以上',
          age60: '60-69岁',
          age70: '70-79岁',
          age80: '80岁及以上',
          red: '失能失智',
          yellow: '空巢独居',
          green: '低龄活力',
          grey: '待评估',
          district: '社区',
        },
      },
      volunteers: {
        file: 'volunteers.csv',
        columns: {
          id: '编号',
          lon: '经度',
          lat: '纬度',
          hours: '每周小时',
          services: '技能',
          district: '社区',
        },
      },
      districts: { file: 'districts.geojson', columns: { id: 'id', name: 'name' } },
    },
    walk: {
      metresPerSecond: 0.8,
      limitMinutes: 15,
      snapMetres: 200,
      steps: true,
      stepsFactor: 3,
      throughGates: false,
      paces: { age60: 1.0, age70: 0.8, age80: 0.6 },
    },
    need: {
      services: [
        'meals',
        'bathing',
        'cleaning',
        'emergency',
        'medical',
        'mobility',
        'companionship',
        'errands',
        'legal',
        'daycare',
      ],
    },
    access: { methods: ['2sfca', '2sfca:zones', '2sfca:gaussian'] },
    standards: { jurisdiction: 'cn', rules: ['cn.gb50180.circle15.dist'] },
    privacy: { audience: 'internal', suppressBelow: 5 },
    seed,
  };
}

function position(at: Point): [string, string] {
  const [lon, lat] = toDegrees(at);
  return [lon.toFixed(6), lat.toFixed(6)];
}

/** UTF-8 with BOM and CRLF, as Excel writes and opens it. No cell here needs quotes. */
function csv(rows: readonly (readonly string[])[]): Uint8Array {
  return new TextEncoder().encode('\ufeff' + rows.map((row) => row.join(',') + '\r\n').join(''));
}

function json(value: unknown, indent?: number): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value, null, indent) + '\n');
}
