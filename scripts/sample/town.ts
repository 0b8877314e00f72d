/** The whole town: streets with shared nodes, water, rails, greens and compounds, as OSM elements. */
import type { PbfNode, PbfWay } from '../write-pbf';
import { metresPerDegree } from '../../src/domain/ellipsoid';
import {
  crossingStreets,
  expressway,
  mainStreets,
  northShore,
  railway,
  riverMiddle,
  southShore,
  within,
} from './land';
import { areaOf, closed, footOnLine, offsetLine, simplify, type Line, type Point } from './plane';
import { nodeLines, nodeNumbers } from './planar';
import type { Compound } from './compounds';
import type { Green } from './greens';
import { fillQuarters } from './quarters';
import type { Random } from './random';

/** South-west corner of the town, degrees. The valley exists nowhere. */
const ORIGIN = { lon: 103.312, lat: 36.418 } as const;

export interface TownStreet {
  readonly line: Line;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Community {
  readonly id: string;
  readonly name: string;
  /** Anticlockwise, not closed; neighbours share their border point by point. */
  readonly ring: Line;
}

export interface Town {
  /** Noded, in metres. */
  readonly streets: readonly TownStreet[];
  readonly compounds: readonly Compound[];
  readonly greens: readonly Green[];
  readonly communities: readonly Community[];
  readonly nodes: readonly PbfNode[];
  readonly ways: readonly PbfWay[];
}

export function buildTown(random: Random): Town {
  const { streets: quarterStreets, compounds, greens } = fillQuarters(random);
  const drawn = [...mainStreets, ...crossingStreets, ...quarterStreets];
  const lines = nodeLines(
    drawn.map((s) => s.line),
    (i) => drawn[i]!.flying === true,
  );
  const streets = drawn.map(({ tags }, i) => ({ line: lines[i]!, tags }));
  return {
    streets,
    compounds,
    greens,
    communities: communities(),
    ...osmElements(streets, compounds, greens),
  };
}

/** Metres of the drawing as degrees, rounded as OSM rounds (1e-7). */
export function toDegrees([x, y]: Point): [number, number] {
  const per = metresPerDegree(ORIGIN.lat + 0.0135);
  const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
  return [round(ORIGIN.lon + x / per.lon), round(ORIGIN.lat + y / per.lat)];
}

function osmElements(
  streets: readonly TownStreet[],
  compounds: readonly Compound[],
  greens: readonly Green[],
): { nodes: PbfNode[]; ways: PbfWay[] } {
  const { numberOf, points } = nodeNumbers();
  const nodeTags = new Map<number, Record<string, string>>();
  const ways: PbfWay[] = [];
  const firstNode = 8_100_000_001;
  const add = (line: Line, tags: Readonly<Record<string, string>>): void => {
    const refs = line.map(numberOf).filter((ref, i, all) => ref !== all[i - 1]);
    if (refs.length > 1)
      ways.push({ id: 910_000_001 + ways.length, refs: refs.map((ref) => firstNode + ref), tags });
  };
  for (const { line, tags } of streets) add(line, tags);
  for (const { name, wall, gates } of compounds) {
    let ring = closed(wall);
    for (const gate of gates) {
      const { index } = footOnLine(gate, ring);
      ring = [...ring.slice(0, index + 1), gate, ...ring.slice(index + 1)];
      nodeTags.set(numberOf(gate), { barrier: 'gate', access: 'private' });
    }
    add(ring, { barrier: 'wall' });
    add(ring, { landuse: 'residential', name });
  }
  // A ring of water drawn with few points still has smooth banks: half a metre is less than a pixel.
  const banks = [...simplify(southShore, 0.4), ...[...simplify(northShore, 0.4)].reverse()];
  add(closed(banks), { natural: 'water', water: 'river', name: '澜溪河' });
  add(simplify(riverMiddle, 1), { waterway: 'river', name: '澜溪河' });
  for (const side of [2.4, -2.4])
    add(offsetLine(railway, side), { railway: 'rail', gauge: '1435', name: '河谷铁路' });
  for (const { tags, ring } of greens) add(closed(ring), tags);
  const nodes = points.map((point, i) => {
    const [lon, lat] = toDegrees(point);
    const tags = nodeTags.get(i);
    return tags ? { id: firstNode + i, lon, lat, tags } : { id: firstNode + i, lon, lat };
  });
  return { nodes, ways };
}

/** Five communities that tile the town: river, railway, expressway and 坡东路 are the borders. */
function communities(): Community[] {
  const [west, east, south, north] = [0, 4500, -20, 3080];
  const hillBorder = mainStreets.find((s) => s.tags['name'] === '坡东路')!.line;
  const atRiver = hillBorder[0]![0];
  const bridgeX = 3021;
  const east0 = expressway.filter((p) => p[1] > 1440 && p[1] < north);
  const top: Point = [2968, north];
  const corner: Point = [1520, north];
  const rings: [string, string, Line][] = [
    ['BP', '北坡社区', [...within(riverMiddle, west, atRiver), ...hillBorder, corner, [west, north]]],
    [
      'LC',
      '老城社区',
      [...within(riverMiddle, atRiver, bridgeX), ...east0, top, corner, ...[...hillBorder].reverse()],
    ],
    ['XQ', '新区社区', [...within(riverMiddle, bridgeX, east), [east, north], top, ...[...east0].reverse()]],
    [
      'DK',
      '渡口社区',
      [
        ...within(railway, west, east),
        ...[
          ...within(riverMiddle, west, atRiver),
          ...within(riverMiddle, atRiver, bridgeX).slice(1),
          ...within(riverMiddle, bridgeX, east).slice(1),
        ].reverse(),
      ],
    ],
    ['CQ', '厂前社区', [[west, south], [east, south], ...[...within(railway, west, east)].reverse()]],
  ];
  return rings.map(([id, name, ring]) => {
    if (areaOf(ring) <= 0) throw new Error(`The ring of ${name} turns clockwise`);
    return { id, name, ring };
  });
}
