/** The colours and line widths that the screen map and the brief's picture share; the tokens of the look as data. */
import type { Tier } from '../domain/service';

export const palette = {
  ink: '#17262b',
  ink2: '#48595f',
  ink3: '#66767c',
  line: '#dbe2e3',
  paper: '#ffffff',
  cover3: '#0a6068',
  cover2: '#2f9096',
  cover1: '#93cfca',
  gap1: '#f0b48f',
  gap2: '#bf4a24',
  pick: '#f2b705',
  mapGround: '#f7f7f2',
  mapWater: '#cfe0e8',
  mapStreet: '#d9d6cc',
  mapRail: '#b9b4a7',
  mapBlock: '#efede4',
  mapGreen: '#e3ebd8',
} as const;

export interface StreetStyle {
  readonly colour: string;
  /** Pixels at the scale of a page of 1000 pixels. */
  readonly width: number;
}

/** By class of `StreetLines`: within a third, two thirds, the whole limit; beyond it; no way to any site. Steps are dashed besides. */
export const streetStyles: readonly StreetStyle[] = [
  { colour: palette.cover3, width: 2.4 },
  { colour: palette.cover2, width: 2.4 },
  { colour: palette.cover1, width: 2.4 },
  { colour: palette.gap2, width: 2.4 },
  { colour: palette.gap1, width: 1.8 },
];

/** By class of `NearestAreas`: told apart in common forms of colour blindness, none of them a colour of reached or missed; then no way. */
export const areaStyles: readonly StreetStyle[] = [
  { colour: '#2c5aa0', width: 2.4 },
  { colour: '#d99a1c', width: 2.4 },
  { colour: '#7b4f9d', width: 2.4 },
  { colour: '#5fa8d3', width: 2.4 },
  { colour: '#8a8d3b', width: 2.4 },
  { colour: '#c2588f', width: 2.4 },
  { colour: palette.mapRail, width: 1.8 },
];

/** By class of `detourLimits`: the further round the darker; then no way. */
export const detourStyles: readonly StreetStyle[] = [
  { colour: palette.cover2, width: 2.4 },
  { colour: palette.cover1, width: 2.4 },
  { colour: palette.gap1, width: 2.4 },
  { colour: palette.gap2, width: 2.4 },
  { colour: '#6e2710', width: 2.4 },
  { colour: palette.mapRail, width: 1.8 },
];

/** The styles of a drawing's classes. */
export function stylesOf({ of }: { readonly of?: 'nearest' | 'detour' }): readonly StreetStyle[] {
  return of === undefined ? streetStyles : of === 'nearest' ? areaStyles : detourStyles;
}

/** Steps: drawn and left out, in widths of the line. */
export const stepsDash: readonly [number, number] = [1.2, 1.4];
export const railDash: readonly [number, number] = [4, 2.5];

/** Shape and word go with the colour: a tier is never told by colour alone. */
export const tierStyles: Readonly<
  Record<Tier, { readonly colour: string; readonly shape: 'diamond' | 'triangle' | 'circle' | 'square' }>
> = {
  red: { colour: '#b3261e', shape: 'diamond' },
  yellow: { colour: '#946c00', shape: 'triangle' },
  green: { colour: '#2e7d4f', shape: 'circle' },
  grey: { colour: '#66767c', shape: 'square' },
};

export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** '#rrggbb' as bytes, for deck.gl and the rasteriser. */
export function rgba(colour: string, alpha = 255): Rgba {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255, alpha];
}
