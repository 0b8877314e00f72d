/** Places as dots: elders, volunteers, facilities without the service, facilities seen from afar, and all of them as they were read. */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import { paintDots, type Dots } from '../../layers/dot-picture';
import type { LayerId } from '../../layers/order';
import { palette, rgba, tierStyles } from '../../layers/palette';
import { markStates, type ElderDots, type FacilityMarks } from '../../layers/points';
import type { Sketch } from '../../layers/sketch';
import { boxOf, frameOf, holds, type Means, type Picture } from './camera';
import type { Drawer } from './sliced-drawing';
import { dotScale, type Box } from './view-math';

export interface DotParts {
  readonly elders: ElderDots | null;
  readonly volunteers: Float64Array | null;
  readonly others: FacilityMarks | null;
  /** Facilities too many for marks. */
  readonly farSites: FacilityMarks | null;
  readonly sketch: Sketch | null;
}

type NamedDots = Dots & { readonly id: LayerId };

export interface DrawnDots {
  readonly parts: DotParts;
  readonly box: Box;
  readonly zoom: number;
  readonly picture: Picture;
}

const white = rgba(palette.paper);
const ground = rgba(palette.mapGround);

/** Each set once, from the ground up. */
export function dotSets(
  { elders, volunteers, others, farSites, sketch }: DotParts,
  zoom: number,
): NamedDots[] {
  const scale = dotScale(zoom);
  const sets: NamedDots[] = [];
  const add = (id: LayerId, dots: Omit<Dots, 'count'>): void => {
    const count = dots.positions.length / 2;
    if (count > 0) sets.push({ id, count, ...dots });
  };
  if (sketch !== null) {
    const [ink, line] = [rgba(palette.ink), rgba(palette.ink2)];
    add('sketch-elders', {
      positions: sketch.elders,
      radii: 3.5,
      scale: 1,
      fills: white,
      outlines: line,
      outlineWidth: 1.5,
    });
    add('sketch-facilities', {
      positions: sketch.facilities,
      radii: 5.5,
      scale: 1,
      fills: ink,
      outlines: white,
      outlineWidth: 1.5,
    });
  }
  if (volunteers !== null) {
    const green = rgba(tierStyles.green.colour);
    add('volunteers', {
      positions: volunteers,
      radii: 2.6,
      scale,
      fills: green,
      outlines: white,
      outlineWidth: 1,
    });
  }
  if (elders !== null) {
    const { positions, radii, fills, outlines, missing } = elders;
    add('elders', { positions, radii, scale, fills, outlines, outlineWidth: 1.2 });
    add('elders-missing', { ...missing, scale, fills: rgba(palette.gap2), outlines: null, outlineWidth: 0 });
  }
  if (others !== null) {
    const { positions } = others;
    add('others', {
      positions,
      radii: 4.5,
      scale,
      fills: rgba(palette.ink3),
      outlines: white,
      outlineWidth: 1.5,
    });
  }
  if (farSites !== null)
    add('facility-dots', { ...siteDots(farSites), radii: 4.5, scale, outlineWidth: 1.5 });
  return sets;
}

/** As their marks: dark, or white with a dark rim where not stated, closed or unlinked. */
function siteDots(sites: FacilityMarks): Pick<Dots, 'positions' | 'fills' | 'outlines'> {
  const known = coloursOf.get(sites);
  if (known !== undefined) return known;
  const [ink, paper] = [rgba(palette.ink), rgba(palette.paper)];
  const fills = new Uint8Array(4 * sites.count);
  const outlines = new Uint8Array(4 * sites.count);
  for (let k = 0; k < sites.count; k++) {
    const isOpen = markStates[sites.states[k]] === 'open';
    fills.set(isOpen ? ink : paper, 4 * k);
    outlines.set(isOpen ? paper : ink, 4 * k);
  }
  const colours = { positions: sites.positions, fills, outlines };
  coloursOf.set(sites, colours);
  return colours;
}
const coloursOf = new WeakMap<FacilityMarks, Pick<Dots, 'positions' | 'fills' | 'outlines'>>();

/** By the graphics card. */
export function dotLayers(sets: readonly NamedDots[]): Layer[] {
  return sets.map(
    (set) =>
      new ScatterplotLayer({
        id: set.id,
        data: dataOf(set) as never,
        radiusUnits: 'pixels',
        radiusScale: set.scale,
        ...(typeof set.radii === 'number' ? { getRadius: set.radii } : {}),
        ...(set.fills instanceof Uint8Array ? {} : { getFillColor: [...set.fills] }),
        stroked: set.outlines !== null,
        lineWidthUnits: 'pixels',
        getLineWidth: set.outlineWidth,
        ...(set.outlines === null || set.outlines instanceof Uint8Array
          ? {}
          : { getLineColor: [...set.outlines] }),
      }),
  );
}

/** The same binary data for the same places, radii and colours, so that deck.gl sees no change. */
function dataOf({ count, positions, radii, fills, outlines }: NamedDots): object {
  const known = kept.get(positions);
  const own = fills instanceof Uint8Array ? fills : undefined;
  if (known !== undefined && known.fills === own && known.radii === radii) return known.data;
  const attributes = {
    getPosition: { value: positions, size: 2 },
    ...(typeof radii === 'number' ? {} : { getRadius: { value: radii, size: 1 } }),
    ...(own === undefined ? {} : { getFillColor: { value: own, size: 4 } }),
    ...(outlines instanceof Uint8Array ? { getLineColor: { value: outlines, size: 4 } } : {}),
  };
  const data = { length: count, attributes };
  kept.set(positions, { fills: own, radii, data });
  return data;
}
const kept = new WeakMap<
  Float64Array,
  { readonly fills: Uint8Array | undefined; readonly radii: Dots['radii']; readonly data: object }
>();

/** By the processor. */
export function dotDrawer({ pixelRatio }: Means): Drawer<DotParts, DrawnDots> {
  return {
    isEnough: (drawn, parts, camera) =>
      drawn !== null &&
      drawn.parts === parts &&
      holds(drawn.box, camera.box) &&
      (camera.isMoving || Math.abs(drawn.zoom - camera.zoom) < 0.01),
    *draw(parts, camera) {
      const frame = frameOf(camera, pixelRatio);
      const ratio = frame.pixelsPerUnit / 2 ** camera.zoom;
      const sets = dotSets(parts, camera.zoom).map((set) => ({
        ...set,
        scale: set.scale * ratio,
        outlineWidth: set.outlineWidth * ratio,
      }));
      const pixels = yield* paintDots(frame, sets, ground);
      return { parts, box: boxOf(frame), zoom: camera.zoom, picture: { frame, pixels } };
    },
  };
}

export function countDots(sets: readonly Dots[]): number {
  return sets.reduce((sum, { count }) => sum + count, 0);
}
