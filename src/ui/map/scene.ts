/**
 * What deck.gl draws, built once for each change of data and reused while the camera moves: binary attributes, no objects a
 * feature. Names of layers and their order are those of layers/order.ts.
 */
import { COORDINATE_SYSTEM, type Layer } from '@deck.gl/core';
import { IconLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { Lines, StreetLines } from '../../domain/stories';
import { lineMesh, type LineMesh } from '../../layers/line-mesh';
import { inOrder, type LayerId } from '../../layers/order';
import { palette, rgba, type Rgba } from '../../layers/palette';
import { markStates, type ElderDots, type FacilityMarks } from '../../layers/points';
import type { Sketch } from '../../layers/sketch';
import { countDots, dotDrawer, dotLayers, dotSets, type DotParts, type DrawnDots } from './dots';
import type { Camera, Means } from './camera';
import { lineDrawer, type DrawnLines } from './drawn-lines';
import type { DrawnWays } from './drawn-ways';
import type { GlyphAtlas } from './glyph-atlas';
import { InSight } from './in-sight';
import { MeshLayer } from './mesh-layer';
import { PictureLayer, placedPicture } from './picture-layer';
import { SlicedDrawing } from './sliced-drawing';
import { casingColour, casingWidth, plainLook, reachLook } from './street-look';
import { trialLayers, type Trial } from './trial-layers';
import { wayLayers } from './way-layers';
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
  /** They are too many in sight for marks. */
  readonly areSitesFar: boolean;
  readonly others: FacilityMarks | null;
  readonly atlas: GlyphAtlas | null;
  readonly volunteers: Float64Array | null;
  /** The ways of the place chosen. */
  readonly ways: DrawnWays | null;
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
  areSitesFar: false,
  others: null,
  atlas: null,
  volunteers: null,
  ways: null,
  sketch: null,
  trial: null,
  works: null,
  selection: null,
  hover: null,
};

const districtLine = rgba(palette.ink2, 120);

export class Scene {
  private parts: SceneParts = emptyParts;
  private readonly fontFamily: string;
  private readonly means: Means;
  private readonly plain: SlicedDrawing<Lines, DrawnLines>;
  private readonly reach: SlicedDrawing<StreetLines, DrawnLines>;
  private readonly painted: SlicedDrawing<DotParts, DrawnDots>;
  private readonly nearSites = new InSight();
  private readonly nearLabels = new InSight();
  private dotParts: DotParts = { elders: null, volunteers: null, others: null, farSites: null, sketch: null };
  private outline: { readonly source: Lines; readonly meshes: readonly LineMesh[] } | null = null;

  /** `changed` is called when there is more to draw than there was. */
  constructor(fontFamily: string, means: Means, changed: () => void) {
    this.fontFamily = fontFamily;
    this.means = means;
    this.plain = new SlicedDrawing(
      lineDrawer(() => plainLook, means),
      changed,
    );
    this.reach = new SlicedDrawing(lineDrawer(reachLook, means), changed);
    this.painted = new SlicedDrawing(dotDrawer(means), changed);
  }

  /** Whether a camera needs something drawn anew. */
  wants(camera: Camera): boolean {
    const { plain, reach, sites, areSitesFar, labels } = this.parts;
    return (
      (reach !== null && !this.reach.isEnough(reach, camera)) ||
      (plain !== null && !this.plain.isEnough(plain, camera)) ||
      (this.painted.shown !== null && !this.painted.isEnough(this.dotParts, camera)) ||
      (sites !== null && sites.count > 0 && !areSitesFar && !this.nearSites.isEnough(sites, camera)) ||
      (labels.length > 0 && !this.nearLabels.isEnough(labels, camera))
    );
  }

  /** Whether something is still being made ready. */
  get isBusy(): boolean {
    return this.plain.isBusy || this.reach.isBusy || this.painted.isBusy;
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
      ...wayLayers(parts.ways, width, this.fontFamily),
      ...this.dots(camera),
      ...this.marks(camera),
      this.labels(camera),
      ...trialLayers(parts.trial),
      ...(parts.works === null ? [] : worksLayers(parts.works)),
      this.ring('hover', parts.hover, rgba(palette.ink, 190), 2, camera.zoom),
      this.ring('selection', parts.selection, rgba(palette.pick), 4, camera.zoom),
    ];
    return inOrder(out.filter((layer) => layer !== null));
  }

  private streetLayers(camera: Camera, width: number): (Layer | null)[] {
    const { plain, reach } = this.parts;
    this.reach.want(reach, camera);
    const coloured = this.reach.shown;
    // Grey streets stay until the coloured ones are there.
    if (plain !== null || reach === null || coloured !== null) this.plain.want(plain, camera);
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

  private districts(): Layer | null {
    const { districts } = this.parts;
    if (districts === null) return null;
    if (this.outline?.source !== districts)
      this.outline = { source: districts, meshes: [lineMesh(districts, () => 0)] };
    return this.lines('districts', this.outline.meshes, 1.4, districtLine);
  }

  private dots(camera: Camera): Layer[] {
    const { elders, volunteers, others, sites, areSitesFar, sketch } = this.parts;
    const parts = { elders, volunteers, others, farSites: areSitesFar ? sites : null, sketch };
    const before = this.dotParts;
    // The same object for the same parts, by which a drawing knows them.
    if (Object.entries(parts).some(([name, part]) => before[name as keyof DotParts] !== part))
      this.dotParts = parts;
    const sets = dotSets(parts, camera.zoom);
    const isPainted = countDots(sets) > this.means.dots;
    this.painted.want(isPainted ? this.dotParts : null, camera);
    if (!isPainted) return dotLayers(sets);
    const picture = this.painted.shown?.picture;
    return picture === undefined
      ? []
      : [new PictureLayer({ id: 'dots-picture' satisfies LayerId, ...placedPicture(picture) })];
  }

  private marks(camera: Camera): (Layer | null)[] {
    const { sites, areSitesFar, atlas } = this.parts;
    if (sites === null || areSitesFar || atlas === null || sites.count === 0) return [];
    return [
      new IconLayer<number>({
        id: 'facilities' satisfies LayerId,
        data: this.nearSites.of(
          sites,
          sites.count,
          (k) => [sites.positions[2 * k], sites.positions[2 * k + 1]],
          camera,
        ),
        iconAtlas: atlas.canvas as never,
        iconMapping: atlas.mapping,
        getIcon: (k) => markStates[sites.states[k]],
        getPosition: (k) => [sites.positions[2 * k], sites.positions[2 * k + 1]],
        getSize: markSize(camera.zoom),
        sizeUnits: 'pixels',
        updateTriggers: { getIcon: sites, getPosition: sites },
      }),
    ];
  }

  private labels(camera: Camera): Layer | null {
    const { labels } = this.parts;
    if (labels.length === 0) return null;
    const { zoom } = camera;
    return new TextLayer<number>({
      id: 'labels' satisfies LayerId,
      data: this.nearLabels.of(labels, labels.length, (i) => labels[i].place, camera),
      characterSet: 'auto',
      fontFamily: this.fontFamily,
      fontSettings: { sdf: true, fontSize: 64, buffer: 14, radius: 16, cutoff: 0.2 },
      fontWeight: 500,
      getText: (i) => labels[i].text,
      getPosition: (i) => [labels[i].place[0], labels[i].place[1]],
      getSize: zoom < 13 ? 13 : 15.5,
      getColor: [...rgba(palette.ink2)],
      getPixelOffset: (i) => [0, labels[i].isBeside ? 24 : 0],
      outlineWidth: 12,
      outlineColor: [...rgba(palette.mapGround)],
      updateTriggers: {
        getSize: zoom < 13,
        getText: labels,
        getPosition: labels,
        getPixelOffset: labels,
      },
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
}

const ringRows = new WeakMap<Ring, readonly Ring[]>();
