/** Work on the streets as the map shows it: the ground around a place, corrections made, the path being drawn. */
import type { Layer, Position } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { MultiPolygon } from 'geojson';
import type { Ground } from '../../domain/ground';
import type { Degrees, Mend } from '../../domain/mend';
import type { AuditRow } from '../../domain/audit';
import type { AuditPiece } from '../../domain/audit-sheet';
import type { Facilities } from '../../domain/tables';
import type { LayerId } from '../../layers/order';
import { palette, rgba, type Rgba } from '../../layers/palette';
import { safetyLayers, type Safety } from './safety-layers';

export interface Works {
  readonly ground: Ground | null;
  readonly mends: readonly Mend[];
  /** Corners of the path being drawn. */
  readonly line: readonly Degrees[];
  /** A line looked at, or one place; empty: none. */
  readonly sight: readonly Degrees[];
  /** Those with several entrances show them; null where there are none yet. */
  readonly facilities: Facilities | null;
  /** Of a walk-audit sheet being made, and rows of those that were filled in. */
  readonly pieces: readonly AuditPiece[];
  readonly audited: readonly AuditRow[];
  /** Help and safety around a place; null where nothing was asked. */
  readonly safety: Safety | null;
}

const ringHues = [palette.cover3, palette.cover2, palette.cover1];

interface Area {
  readonly polygon: Position[][];
  readonly colour: Rgba;
}
interface Path {
  readonly path: Position[];
  readonly colour: Rgba;
}
interface Spot {
  readonly place: Position;
  readonly colour: Rgba;
}

const areasOf = remembered((ground: Ground): readonly Area[] =>
  // The longest first: each shorter ring lies on it and darkens it.
  ground.rings
    .flatMap(({ area }, index) =>
      area.coordinates.map((polygon) => ({
        polygon: polygon as unknown as Position[][],
        colour: rgba(ringHues[Math.min(index, ringHues.length - 1)]!, 70),
      })),
    )
    .reverse(),
);
const rimsOf = remembered((ground: Ground): readonly Path[] =>
  ground.rings.flatMap(({ area }, index) =>
    rings(area).map((path) => ({
      path,
      colour: rgba(ringHues[Math.min(index, ringHues.length - 1)]!, 220),
    })),
  ),
);
const pathsOf = remembered((mends: readonly Mend[]): readonly Path[] =>
  mends.flatMap((mend) =>
    mend.kind === 'path' ? [{ path: mend.line as Position[], colour: rgba(palette.pick) }] : [],
  ),
);
const spotsOf = remembered((mends: readonly Mend[]): readonly Spot[] =>
  mends.flatMap((mend) =>
    mend.kind === 'path'
      ? []
      : [
          {
            place: mend.at as Position,
            colour: rgba(
              mend.kind === 'close' ? palette.gap2 : mend.kind === 'open' ? palette.cover3 : palette.ink,
            ),
          },
        ],
  ),
);
const cornersOf = remembered((line: readonly Degrees[]): readonly Spot[] =>
  line.map((place) => ({ place: place as Position, colour: rgba(palette.pick) })),
);
const draftOf = remembered((line: readonly Degrees[]): readonly Path[] => [
  { path: line as Position[], colour: rgba(palette.pick) },
]);

/** Entrances beside the main one, where the mark stands, each tied to it. */
const doorsOf = remembered((facilities: Facilities) => {
  const { count, entranceFirst, entranceLons, entranceLats } = facilities;
  const doors: Spot[] = [];
  const ties: Path[] = [];
  for (let f = 0; f < count; f++) {
    const main = entranceFirst[f]!;
    for (let i = main + 1; i < entranceFirst[f + 1]!; i++) {
      const place: Position = [entranceLons[i]!, entranceLats[i]!];
      doors.push({ place, colour: rgba(palette.paper) });
      ties.push({
        path: [[entranceLons[main]!, entranceLats[main]!], place],
        colour: rgba(palette.ink, 150),
      });
    }
  }
  return { doors, ties };
});

const safetyOf = remembered(safetyLayers);
const piecesOf = remembered((pieces: readonly AuditPiece[]): readonly Path[] =>
  pieces.map(({ lonLats }) => ({
    path: Array.from({ length: lonLats.length / 2 }, (_, k) => [lonLats[2 * k]!, lonLats[2 * k + 1]!]),
    colour: rgba(palette.pick, 210),
  })),
);
const auditedOf = remembered((rows: readonly AuditRow[]): readonly Spot[] =>
  rows.map(({ key }) => ({ place: key.middle as Position, colour: rgba(palette.pick) })),
);

export function worksLayers(works: Works): Layer[] {
  const { ground, mends, line, sight, facilities, pieces, audited, safety } = works;
  const layers: Layer[] = safety === null ? [] : safetyOf(safety);
  if (ground !== null && ground.rings.length > 0)
    layers.push(
      new SolidPolygonLayer<Area>({
        id: 'ground-areas' satisfies LayerId,
        data: areasOf(ground),
        getPolygon: ({ polygon }) => polygon,
        getFillColor: ({ colour }) => [...colour],
      }),
      paths('ground-rims', rimsOf(ground), 1.5),
    );
  const { doors, ties } = facilities === null ? { doors: [], ties: [] } : doorsOf(facilities);
  if (doors.length > 0)
    layers.push(paths('door-ties', ties, 1.5), spots('doors', doors, 5, rgba(palette.ink)));
  if (pieces.length > 0) layers.push(paths('audit-pieces', piecesOf(pieces), 4));
  if (audited.length > 0) layers.push(spots('audited', auditedOf(audited), 5, rgba(palette.ink)));
  if (mends.length > 0)
    layers.push(paths('mend-paths', pathsOf(mends), 5), spots('mend-spots', spotsOf(mends), 7));
  if (sight.length > 0)
    layers.push(
      paths('sight-line', draftOf(sight), 5),
      spots('sight-ends', cornersOf(sight), 6, rgba(palette.ink)),
    );
  if (line.length > 0)
    layers.push(paths('draft-path', draftOf(line), 5), spots('draft-corners', cornersOf(line), 5));
  return layers;
}

function paths(id: LayerId, data: readonly Path[], width: number): Layer {
  return new PathLayer<Path>({
    id,
    data: data as Path[],
    getPath: ({ path }) => path,
    getColor: ({ colour }) => [...colour],
    widthUnits: 'pixels',
    getWidth: width,
    capRounded: true,
    jointRounded: true,
  });
}

function spots(id: LayerId, data: readonly Spot[], radius: number, rim = rgba(palette.paper)): Layer {
  return new ScatterplotLayer<Spot>({
    id,
    data: data as Spot[],
    getPosition: ({ place }) => place,
    radiusUnits: 'pixels',
    getRadius: radius,
    getFillColor: ({ colour }) => [...colour],
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 2,
    getLineColor: [...rim],
  });
}

function rings({ coordinates }: MultiPolygon): Position[][] {
  return coordinates.flat() as unknown as Position[][];
}

/** The same rows for the same thing, so that deck.gl sees no change. */
function remembered<In extends object, Out>(make: (input: In) => Out): (input: In) => Out {
  const kept = new WeakMap<In, Out>();
  return (input) => {
    const known = kept.get(input);
    if (known !== undefined) return known;
    const made = make(input);
    kept.set(input, made);
    return made;
  };
}
