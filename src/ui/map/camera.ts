/** What the map looks at, what it can draw in a frame, and the piece of ground that a painted picture of a view holds. */
import { mercatorLatitude, mercatorLongitude, mercatorX, mercatorY } from '../../layers/line-mesh';
import type { PictureFrame } from '../../layers/line-picture';
import type { Box } from './view-math';

export interface Camera {
  readonly zoom: number;
  readonly lat: number;
  /** What is in sight. */
  readonly box: Box;
  readonly isMoving: boolean;
}

/** What a map can draw in a frame. */
export interface Means {
  /** Points of lines drawn as meshes; more become a picture. */
  readonly meshPoints: number;
  /** Dots drawn by the graphics card; more are painted. */
  readonly dots: number;
  /** Pixels of the screen in one of CSS. */
  readonly pixelRatio: number;
}

export interface Picture {
  readonly frame: PictureFrame;
  readonly pixels: Uint8ClampedArray;
}

/** Part of the view's width and height that is drawn beyond each of its sides. */
const margin = 0.25;
const mostPixels = 4_000_000;

export function holds(outer: Box, inner: Box): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

/** A little more than the view, its pixels those of the screen while the camera rests. */
export function frameOf({ box, zoom }: Camera, pixelRatio: number): PictureFrame {
  const [west, south, east, north] = box;
  const [left, right] = [mercatorX(west), mercatorX(east)];
  const [bottom, top] = [mercatorY(south), mercatorY(north)];
  const wanted = 2 ** zoom * pixelRatio;
  const area = (right - left) * (top - bottom) * (1 + 2 * margin) ** 2 * wanted ** 2;
  const pixelsPerUnit = area > mostPixels ? wanted * Math.sqrt(mostPixels / area) : wanted;
  const across = Math.ceil((right - left) * margin * pixelsPerUnit);
  const along = Math.ceil((top - bottom) * margin * pixelsPerUnit);
  return {
    west: left - across / pixelsPerUnit,
    north: top + along / pixelsPerUnit,
    pixelsPerUnit,
    width: Math.round((right - left) * pixelsPerUnit) + 2 * across,
    height: Math.round((top - bottom) * pixelsPerUnit) + 2 * along,
  };
}

export function boxOf({ west, north, pixelsPerUnit, width, height }: PictureFrame): Box {
  return [
    mercatorLongitude(west),
    mercatorLatitude(north - height / pixelsPerUnit),
    mercatorLongitude(west + width / pixelsPerUnit),
    mercatorLatitude(north),
  ];
}
