/**
 * What deck.gl draws, built once for each change of data and reused while the camera moves: binary attributes, no objects a
 * feature. Names of layers and their order are those of layers/order.ts.
 */
import { COORDINATE_SYSTEM, type Layer } from '@deck.gl/core';
import { IconLayer, PathLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { Lines, StreetLines } from '../../domain/stories';
import { lineMesh, type LineMesh } from '../../layers/line-mesh';
import { inOrder, type LayerId } from '../../layers/order';
import { palette, rgba, tierStyles, type Rgba } from '../../layers/palette';
import { markStates, type ElderDots, type FacilityMarks } from '../../layers/points';
import type { Sketch } from '../../layers/sketch';
import { isEnough, type Camera, type Means } from './drawn-lines';
import type { GlyphAtlas } from './glyph-atlas';
import { LineDrawing } from './line-drawing';
import { MeshLayer } from './mesh-layer';
import { PictureLayer, placedPicture } from './picture-layer';
import { sketchLayers } from './sketch-layers';
import { casingColour, casingWidth, plainLook, reachLook } from './street-look';
import { trialLayers, type Trial } from './trial-layers';
import { worksLayers, type Works } from './works-layers';
import { dotScale, markSize, streetWidth } from './view-math';

export interface Label {
  readonly text: string;
  readonly place: readonly [number, number];
  /** Of a facility: below its mark. */
  readonly isBeside?: boolean;
}

/** A place to be ringed; `radius` is that of an elder dot at street zoom, null for a facility mark. */
export interface Ring {
  readonly place: readonly [number, number];
  readonly radius: number | null;
}

/** Everything the scene can show; null is not shown. */
export interface SceneParts {
  readonly plain: Lines | null;
  readonly reach: StreetLines | null;
  readonly districts: Lines | null;
  readonly labels: readonly Label[];
  readonly elders: ElderDots | null;
  readonly sites: FacilityMarks | null;
  readonly others: FacilityMarks | null;
  readonly atlas: GlyphAtlas | null;
  readonly volunteers: Float64Array | null;
  readonly way: Float64Array | null;
  /** Places as read, while there are no findings. */
  readonly sketch: Sketch | null;
  /** Another reading of a file's coordinates against the one in use. */
  readonly trial: Trial | null;
  readonly works: Works | null;
  readonly selection: Ring | null;
  readonly hover: Ring | null;
}

export const emptyParts: SceneParts = {
  plain: null,
  reach: null,
  districts: null,
  labels: [],
  elders: null,
  sites: null,
  others: null,
  atlas: null,
  volunteers: null,
  way: null,
  sketch: null,
  trial: null,
  works: null,
  selection: null,
  hover: null,
};

interface Binary {
  readonly length: number;
  /** Paths only. */
  readonly startIndices?: Uint32Array;
  readonly attributes: Record<
    string,
    { readonly value: Float64Array | Float32Array | Uint8Array; readonly size: number }
  >;
}

const districtLine = rgba(palette.ink2, 120);

export class Scene {
  private parts: SceneParts = emptyParts;
  private readonly data = new Map<string, { readonly source: unknown; readonly binary: Binary }>();
  private readonly fontFamily: string;
  private readonly plain: LineDrawing;
  private readonly reach: LineDrawing;
  private outline: { readonly source: Lines; readonly meshes: readonly LineMesh[] } | null = null;

  /** `changed` is called when there is more to draw than there was. */
  constructor(fontFamily: string, means: Means, changed: () => void) {
    this.fontFamily = fontFamily;
    this.plain = new LineDrawing(means, changed);
    this.reach = new LineDrawing(means, changed);
  }

  /** Whether a camera needs streets drawn anew. */
  wants(camera: Camera): boolean {
    const { plain, reach } = this.parts;
    return (
      (reach !== null && !isEnough(this.reach.shown, reach, camera)) ||
      (plain !== null && !isEnough(this.plain.shown, plain, camera))
    );
  }

  /** Whether something is still being made ready. */
  get isBusy(): boolean {
    return this.plain.isBusy || this.reach.isBusy;
  }

  show(parts: SceneParts): void {
    this.parts = parts;
  }

  /** The layers for a camera, from the ground up. */
  layers(camera: Camera): Layer[] {
    const { parts } = this;
    const width = streetWidth(camera.zoom);
    const out: (Layer | null)[] = [
      ...this.streetLayers(camera, width),
      this.districts(),
      ...this.way(width),
      ...this.dots(dotScale(camera.zoom)),
      ...this.marks(markSize(camera.zoom)),
      this.labels(camera.zoom),
      ...sketchLayers(parts.sketch),
      ...trialLayers(parts.trial),
      ...(parts.works === null ? [] : worksLayers(parts.works)),
      this.ring('hover', parts.hover, rgba(palette.ink, 190), 2, camera.zoom),
      this.ring('selection', parts.selection, rgba(palette.pick), 4, camera.zoom),
    ];
    return inOrder(out.filter((layer) => layer !== null));
  }

  private streetLayers(camera: Camera, width: number): (Layer | null)[] {
    const { plain, reach } = this.parts;
    if (reach === null) this.reach.forget();
    else this.reach.want(reach, reachLook(reach), camera);
    const coloured = this.reach.shown;
    if (plain !== null) this.plain.want(plain, plainLook, camera);
    // Grey streets stay until the coloured ones are there.
    else if (reach === null || coloured !== null) this.plain.forget();
    const grey = this.plain.shown;
    return [
      grey?.picture
        ? new PictureLayer({ id: 'streets-picture' satisfies LayerId, ...placedPicture(grey.picture) })
        : null,
      grey?.meshes.length ? this.lines('streets', grey.meshes, plainLook.widthAt(camera.zoom), null) : null,
      coloured?.picture
        ? new PictureLayer({ id: 'reach-picture' satisfies LayerId, ...placedPicture(coloured.picture) })
        : null,
      coloured?.meshes.length
        ? this.lines('reach', coloured.meshes, width, null, casingWidth(camera.zoom))
        : null,
      coloured?.strokes.length ? this.lines('steps', coloured.strokes, width * 1.05, null) : null,
    ];
  }

  private way(width: number): (Layer | null)[] {
    const { way } = this.parts;
    if (way === null || way.length < 4) return [];
    const data = this.binary('way', way, () => ({
      length: 1,
      startIndices: Uint32Array.of(0, way.length / 2),
      attributes: { getPath: { value: way, size: 2 } },
    }));
    const line = Math.max(4, width * 1.3);
    return [
      this.path('way-casing', data, line + 4, rgba(palette.ink)),
      this.path('way', data, line, rgba(palette.pick)),
    ];
  }

  private districts(): Layer | null {
    const { districts } = this.parts;
    if (districts === null) return null;
    if (this.outline?.source !== districts)
      this.outline = { source: districts, meshes: [lineMesh(districts, () => 0)] };
    return this.lines('districts', this.outline.meshes, 1.4, districtLine);
  }

  private dots(scale: number): (Layer | null)[] {
    const { elders, volunteers, others } = this.parts;
    return [
      elders &&
        new ScatterplotLayer({
          id: 'elders' satisfies LayerId,
          data: this.binary('elders', elders, () => ({
            length: elders.count,
            attributes: {
              getPosition: { value: elders.positions, size: 2 },
              getRadius: { value: elders.radii, size: 1 },
              getFillColor: { value: elders.fills, size: 4 },
              getLineColor: { value: elders.outlines, size: 4 },
            },
          })),
          radiusUnits: 'pixels',
          radiusScale: scale,
          stroked: true,
          lineWidthUnits: 'pixels',
          getLineWidth: 1.2,
        }),
      elders && elders.missing.count > 0
        ? new ScatterplotLayer({
            id: 'elders-missing' satisfies LayerId,
            data: this.binary('elders-missing', elders, () => ({
              length: elders.missing.count,
              attributes: {
                getPosition: { value: elders.missing.positions, size: 2 },
                getRadius: { value: elders.missing.radii, size: 1 },
              },
            })),
            radiusUnits: 'pixels',
            radiusScale: scale,
            getFillColor: [...rgba(palette.gap2)],
          })
        : null,
      volunteers &&
        new ScatterplotLayer({
          id: 'volunteers' satisfies LayerId,
          data: this.binary('volunteers', volunteers, () => ({
            length: volunteers.length / 2,
            attributes: { getPosition: { value: volunteers, size: 2 } },
          })),
          radiusUnits: 'pixels',
          getRadius: 2.6 * scale,
          getFillColor: [...rgba(tierStyles.green.colour)],
          stroked: true,
          lineWidthUnits: 'pixels',
          getLineWidth: 1,
          getLineColor: [255, 255, 255, 255],
          updateTriggers: { getRadius: scale },
        }),
      others && others.count > 0
        ? new ScatterplotLayer({
            id: 'others' satisfies LayerId,
            data: this.binary('others', others, () => ({
              length: others.count,
              attributes: { getPosition: { value: others.positions, size: 2 } },
            })),
            radiusUnits: 'pixels',
            radiusScale: scale,
            getRadius: 4.5,
            getFillColor: [...rgba(palette.ink3)],
            stroked: true,
            lineWidthUnits: 'pixels',
            getLineWidth: 1.5,
            getLineColor: [255, 255, 255, 255],
          })
        : null,
    ];
  }

  private marks(size: number): (Layer | null)[] {
    const { sites, atlas } = this.parts;
    if (sites === null || atlas === null || sites.count === 0) return [];
    return [
      new IconLayer<number>({
        id: 'facilities' satisfies LayerId,
        data: this.siteRows(sites),
        iconAtlas: atlas.canvas as never,
        iconMapping: atlas.mapping,
        getIcon: (k) => markStates[sites.states[k]],
        getPosition: (k) => [sites.positions[2 * k], sites.positions[2 * k + 1]],
        getSize: size,
        sizeUnits: 'pixels',
        updateTriggers: { getIcon: sites, getPosition: sites },
      }),
    ];
  }

  /** The same array of positions as long as the marks are the same, so that deck.gl sees no change. */
  private siteRows(sites: FacilityMarks): readonly number[] {
    const known = rowsOf.get(sites);
    if (known !== undefined) return known;
    const rows = Array.from({ length: sites.count }, (_, k) => k);
    rowsOf.set(sites, rows);
    return rows;
  }

  private labels(zoom: number): Layer | null {
    const { labels } = this.parts;
    if (labels.length === 0) return null;
    return new TextLayer<Label>({
      id: 'labels' satisfies LayerId,
      data: labels as Label[],
      characterSet: 'auto',
      fontFamily: this.fontFamily,
      fontSettings: { sdf: true, fontSize: 64, buffer: 14, radius: 16, cutoff: 0.2 },
      fontWeight: 500,
      getText: (label) => label.text,
      getPosition: (label) => [label.place[0], label.place[1]],
      getSize: zoom < 13 ? 13 : 15.5,
      getColor: [...rgba(palette.ink2)],
      getPixelOffset: (label) => [0, label.isBeside ? 24 : 0],
      outlineWidth: 12,
      outlineColor: [...rgba(palette.mapGround)],
      updateTriggers: { getSize: zoom < 13 },
    });
  }

  private ring(id: LayerId, ring: Ring | null, colour: Rgba, width: number, zoom: number): Layer | null {
    if (ring === null) return null;
    const radius =
      ring.radius === null ? markSize(zoom) / 2 + 3 : Math.max(11, ring.radius * dotScale(zoom) + 5);
    return new ScatterplotLayer<Ring>({
      id,
      data: this.rows(ring),
      getPosition: (one) => [one.place[0], one.place[1]],
      radiusUnits: 'pixels',
      getRadius: 1,
      radiusScale: radius,
      filled: false,
      stroked: true,
      lineWidthUnits: 'pixels',
      getLineWidth: width,
      getLineColor: [...colour],
    });
  }

  /** The same one-row array for the same ring, so that deck.gl sees no change. */
  private rows(ring: Ring): readonly Ring[] {
    const known = ringRows.get(ring) ?? [ring];
    ringRows.set(ring, known);
    return known;
  }

  private lines(
    id: LayerId,
    meshes: readonly LineMesh[],
    width: number,
    colour: Rgba | null,
    casing = 0,
  ): Layer {
    return new MeshLayer({
      id,
      meshes,
      coordinateSystem: COORDINATE_SYSTEM.CARTESIAN,
      coordinateOrigin: [meshes[0].origin[0], meshes[0].origin[1], 0],
      width,
      colour,
      casingWidth: casing,
      casingColour,
    });
  }

  /** Attributes are made once for each source object; deck.gl uploads only when the binary object is another. */
  private binary(name: string, source: unknown, make: () => Binary): Binary {
    const known = this.data.get(name);
    if (known !== undefined && known.source === source) return known.binary;
    const binary = make();
    this.data.set(name, { source, binary });
    return binary;
  }

  private path(id: LayerId, data: Binary, width: number, colour: Rgba | null, round = true): Layer {
    return new PathLayer({
      id,
      data,
      _pathType: 'open',
      positionFormat: 'XY',
      widthUnits: 'pixels',
      getWidth: 1,
      widthScale: width,
      capRounded: round,
      jointRounded: round,
      ...(colour === null ? {} : { getColor: [...colour] as [number, number, number, number] }),
    });
  }
}

const rowsOf = new WeakMap<FacilityMarks, readonly number[]>();
const ringRows = new WeakMap<Ring, readonly Ring[]>();
