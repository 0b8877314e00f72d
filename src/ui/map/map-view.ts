/**
 * MapLibre (camera, gestures, ground) with deck.gl over it (everything counted), as one thing with few verbs. Overlaid, not
 * interleaved: interleaved deck.gl does not survive a lost WebGL context (tools.md, finding 6). Asks the network for nothing.
 */
import 'maplibre-gl/dist/maplibre-gl.css';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as MapLibre, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { FeatureCollection } from 'geojson';
import type { Backdrop } from '../../domain/tables';
import { palette } from '../../layers/palette';
import { backdropData, baseStyle } from './base-style';
import { hasGraphicsCard } from './graphics';
import type { Camera } from './camera';
import { Scene, type SceneParts } from './scene';
import { metresPerPixel, type Box } from './view-math';

setWorkerUrl(workerUrl);

export interface View {
  readonly zoom: number;
  readonly lon: number;
  readonly lat: number;
  readonly bearing: number;
  readonly metresPerPixel: number;
  readonly box: Box;
}

export interface MapEvents {
  /** On every frame in which the camera moved. */
  readonly onmove: (view: View) => void;
  readonly onrest: (view: View) => void;
  readonly onpointer: (
    kind: 'move' | 'leave' | 'click',
    lon: number,
    lat: number,
    x: number,
    y: number,
  ) => void;
  /** `lost` when the graphics context went away, `ready` when the map draws (again). */
  readonly onstate: (state: 'ready' | 'lost') => void;
}

export class MapView {
  readonly map: MapLibre;
  private overlay: MapLibreOverlay;
  private readonly scene: Scene;
  private readonly picture: boolean;
  private readonly pixelRatio: number;
  private readonly events: MapEvents;
  private drawnZoom = NaN;
  private drawn = 0;
  private readonly shares = new Map<number, number>();

  /** Throws where WebGL is missing. `picture` keeps the pixels for `snapshot`. */
  constructor(container: HTMLElement, events: MapEvents, picture = false) {
    this.events = events;
    this.picture = picture;
    const font = getComputedStyle(container).fontFamily;
    const hasCard = hasGraphicsCard();
    // Software takes about 3 µs for a point of a street, 8 µs for a dot and a frame's time for the pixels.
    const pixelRatio = hasCard ? devicePixelRatio : Math.min(1, devicePixelRatio);
    this.pixelRatio = pixelRatio;
    this.scene = new Scene(
      font,
      hasCard
        ? { meshPoints: 200_000, dots: Infinity, pixelRatio }
        : { meshPoints: 8000, dots: 1500, pixelRatio },
      () => this.draw(),
    );
    this.map = new MapLibre({
      container,
      style: baseStyle(),
      attributionControl: false,
      maplibreLogo: false,
      renderWorldCopies: false,
      maxPitch: 0,
      minZoom: 7,
      maxZoom: 19.5,
      fadeDuration: 0,
      center: [105, 35],
      zoom: 3,
      canvasContextAttributes: { preserveDrawingBuffer: picture, antialias: false },
      trackResize: true,
      pixelRatio,
    });
    this.overlay = this.addOverlay();
    this.listen();
  }

  show(parts: SceneParts): void {
    this.scene.show(parts);
    this.draw();
  }

  /** Fills the ground: water, greens, rails. */
  async ground(backdrop: Backdrop | null): Promise<void> {
    await this.styled();
    for (const [name, data] of Object.entries(backdropData(backdrop))) this.source(name)?.setData(data);
  }

  /** Areas in which elders are spread; `missing` of each row is set apart, so that a slider step sends no geometry. */
  async areas(data: FeatureCollection): Promise<void> {
    await this.styled();
    this.shares.clear();
    this.map.removeFeatureState({ source: 'areas' });
    this.source('areas')?.setData(data);
  }

  /** Share not reached of each area (0–1; NaN where unknown). */
  async areaShares(rows: readonly number[], missing: (row: number) => number): Promise<void> {
    await this.styled();
    for (const row of rows) {
      const share = missing(row);
      const value = Number.isNaN(share) ? 0 : share;
      if (this.shares.get(row) === value) continue;
      this.shares.set(row, value);
      this.map.setFeatureState({ source: 'areas', id: row }, { missing: value });
    }
  }

  /** Moves so that the box is in sight; `padding` in pixels. Jumps where motion is not wanted. */
  fit(
    box: Box,
    padding: number | { top: number; bottom: number; left: number; right: number },
    animate: boolean,
  ): void {
    this.map.fitBounds([box[0], box[1], box[2], box[3]], {
      padding,
      maxZoom: 17,
      animate: animate && !stillPlease(),
    });
  }

  /** Moves so that all of the box is in sight, only where it is not. */
  bringIn(box: Box): void {
    const seen = this.map.getBounds();
    if (seen.contains([box[0], box[1]]) && seen.contains([box[2], box[3]])) return;
    this.fit(box, 48, true);
  }

  /** Brings a place to the middle, nearer where it is seen from afar. */
  goTo(lon: number, lat: number): void {
    const target = { center: [lon, lat] as [number, number], zoom: Math.max(this.map.getZoom(), 14.5) };
    if (stillPlease()) this.map.jumpTo(target);
    else this.map.easeTo({ ...target, duration: 400 });
  }

  /** Moves the map by so much that a place is not behind `cover`, an element over the map. */
  uncover(place: readonly [number, number], cover: HTMLElement): void {
    const over = cover.getBoundingClientRect();
    const frame = this.map.getContainer().getBoundingClientRect();
    const { x, y } = this.map.project([place[0], place[1]]);
    const [left, top] = [over.left - frame.left, over.top - frame.top];
    if (x < left - 20 || y < top - 20 || x > left + over.width + 20 || y > top + over.height + 20) return;
    // To the larger of the two free sides: beside the card, or above it where it fills the width.
    const by: [number, number] = over.width > frame.width * 0.7 ? [0, y - (top + 56) / 2] : [x - left / 2, 0];
    this.map.panBy(by, { animate: !stillPlease(), duration: 300 });
  }

  zoomBy(steps: number): void {
    this.map.zoomTo(this.map.getZoom() + steps, { animate: !stillPlease(), duration: 200 });
  }

  north(): void {
    this.map.rotateTo(0, { animate: !stillPlease(), duration: 200 });
  }

  view(): View {
    const { lng, lat } = this.map.getCenter();
    const bounds = this.map.getBounds();
    const zoom = this.map.getZoom();
    return {
      zoom,
      lon: lng,
      lat,
      bearing: this.map.getBearing(),
      metresPerPixel: metresPerPixel(zoom, lat),
      box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
    };
  }

  /** Both canvases on one, once everything is drawn. Only for a map opened as a picture. */
  async snapshot(): Promise<HTMLCanvasElement> {
    if (!this.map.loaded()) await new Promise((resolve) => this.map.once('idle', resolve));
    const before = this.drawn;
    this.draw();
    this.map.triggerRepaint();
    // Two frames more than one: glyph and icon atlases come a frame after their layers.
    for (let turn = 0; turn < 600 && (this.scene.isBusy || this.drawn < before + 3); turn++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      this.draw();
      this.map.triggerRepaint();
    }
    const ground = this.map.getCanvas();
    const picture = document.createElement('canvas');
    picture.width = ground.width;
    picture.height = ground.height;
    const context = picture.getContext('2d');
    const over = this.overlay.getCanvas();
    if (context !== null) {
      context.fillStyle = palette.mapGround;
      context.fillRect(0, 0, picture.width, picture.height);
      context.drawImage(ground, 0, 0);
      if (over !== null) context.drawImage(over, 0, 0, picture.width, picture.height);
    }
    return picture;
  }

  close(): void {
    this.map.remove();
  }

  private draw(): void {
    const camera = this.camera();
    this.drawnZoom = camera.zoom;
    this.overlay.setProps({ layers: this.scene.layers(camera) });
    this.map.triggerRepaint();
  }

  private camera(): Camera {
    const { zoom, lat, box } = this.view();
    return { zoom, lat, box, isMoving: this.map.isMoving() };
  }

  private addOverlay(): MapLibreOverlay {
    const overlay = new MapLibreOverlay({
      interleaved: false,
      layers: [],
      pickingRadius: 0,
      useDevicePixels: this.pixelRatio,
      ...(this.picture
        ? { deviceProps: { type: 'webgl', webgl: { preserveDrawingBuffer: true } } as never }
        : {}),
      // The canvas is there only now: deck.gl opens its device in its own time.
      onLoad: () => this.watch(overlay),
      onAfterRender: () => {
        this.drawn++;
      },
    });
    this.map.addControl(overlay);
    return overlay;
  }

  private watch(overlay: MapLibreOverlay): void {
    const canvas = overlay.getCanvas();
    canvas?.setAttribute('aria-hidden', 'true');
    // Hidden from assistive tools, so nothing may focus it either.
    canvas?.setAttribute('tabindex', '-1');
    canvas?.addEventListener('webglcontextlost', () => {
      if (overlay !== this.overlay) return;
      this.events.onstate('lost');
      setTimeout(() => this.renewOverlay(), 300);
    });
  }

  /** deck.gl does not come back on its own context, so it gets another. */
  private renewOverlay(): void {
    this.map.removeControl(this.overlay);
    this.overlay = this.addOverlay();
    this.draw();
    this.events.onstate('ready');
  }

  private listen(): void {
    const { map, events } = this;
    map.keyboard.disableRotation();
    map.touchZoomRotate.disableRotation();
    map.on('move', () => {
      if (Math.abs(map.getZoom() - this.drawnZoom) > 0.01 || this.scene.wants(this.camera())) this.draw();
      events.onmove(this.view());
    });
    map.on('moveend', () => {
      if (this.scene.wants(this.camera())) this.draw();
      events.onrest(this.view());
    });
    map.on('mousemove', (event) =>
      events.onpointer('move', event.lngLat.lng, event.lngLat.lat, event.point.x, event.point.y),
    );
    map.on('mouseout', () => events.onpointer('leave', NaN, NaN, 0, 0));
    map.on('click', (event) =>
      events.onpointer('click', event.lngLat.lng, event.lngLat.lat, event.point.x, event.point.y),
    );
    map.on('webglcontextlost', () => events.onstate('lost'));
    map.on('webglcontextrestored', () => {
      this.draw();
      events.onstate('ready');
    });
    map.once('load', () => events.onstate('ready'));
  }

  private styled(): Promise<unknown> {
    if (this.source('areas') !== undefined) return Promise.resolve();
    return new Promise((resolve) => this.map.once('style.load', resolve));
  }

  private source(name: string): GeoJSONSource | undefined {
    return this.map.style === undefined ? undefined : this.map.getSource<GeoJSONSource>(name);
  }
}

function stillPlease(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
