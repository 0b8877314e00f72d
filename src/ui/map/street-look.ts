/** How streets look: plain ones, and those coloured by minutes, area or detour. */
import type { StreetLines } from '../../domain/stories';
import { palette, rgba, stylesOf } from '../../layers/palette';
import { stepTicks } from '../../layers/step-ticks';
import type { LineLook } from './drawn-lines';
import { metresPerPixel, streetWidth } from './view-math';

export const casingColour = rgba('#cfccc0');
const ground = rgba(palette.mapGround);

/** Below this zoom a casing is thinner than a pixel on either side and not worth its time. */
const casingFrom = 13.5;

/** Pixels of the rim's line below a coloured street; 0 where there is none. */
export function casingWidth(zoom: number): number {
  return zoom < casingFrom ? 0 : streetWidth(zoom) * 1.7 + 0.6;
}

export const plainLook: LineLook = {
  colours: [rgba(palette.mapStreet)],
  colourOf: () => 0,
  widthAt: (zoom) => streetWidth(zoom) * 1.2,
  casingAt: () => 0,
  casingColour,
  ground,
};

export function reachLook(reach: StreetLines): LineLook {
  return {
    colours: stylesOf(reach).map((style) => rgba(style.colour)),
    colourOf: (line) => (reach.steps[line] === 1 ? -1 : reach.classes[line]),
    widthAt: streetWidth,
    casingAt: casingWidth,
    casingColour,
    ground,
    strokes: (only, { zoom, lat }) => {
      const steps = only.filter((line) => reach.steps[line] === 1);
      if (steps.length === 0) return null;
      // About 4 px with 3 px between whatever the zoom, so they are cut anew at each whole zoom level.
      const pixel = metresPerPixel(Math.round(zoom), lat);
      const lines = stepTicks(reach, 4 * pixel, 3 * pixel, steps);
      return { lines, colourOf: (line) => lines.classes[line] };
    },
  };
}
