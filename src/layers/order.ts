/** The one list of what the map draws, from the ground up. A layer that is not in it, or is in it twice, is a bug. */
export const layerOrder = [
  // drawn by MapLibre
  'ground',
  'greens',
  'water',
  'waterways',
  'areas',
  'area-lines',
  'rails',
  // drawn by deck.gl
  'streets',
  'streets-picture',
  'reach',
  'reach-picture',
  'steps',
  'ground-areas',
  'safe-area',
  'safe-fence',
  'ground-rims',
  'districts',
  'way-others-casing',
  'way-others',
  'way-ties',
  'way-casing',
  'way',
  'sketch-elders',
  'sketch-facilities',
  'dots-picture',
  'volunteers',
  'elders',
  'elders-missing',
  'door-ties',
  'doors',
  'others',
  'facility-dots',
  'facilities',
  'labels',
  'audit-pieces',
  'audited',
  'track-inside',
  'track-outside',
  'safe-exits',
  'safe-helpers',
  'safe-place',
  'mend-paths',
  'mend-spots',
  'sight-line',
  'sight-ends',
  'draft-path',
  'draft-corners',
  'trial-moves',
  'trial-now',
  'trial-then',
  'way-ends',
  'hover',
  'selection',
] as const;
export type LayerId = (typeof layerOrder)[number];

/** The layers sorted from the ground up. Throws on an id that is unknown or given twice. */
export function inOrder<T extends { readonly id: string }>(layers: readonly T[]): T[] {
  const positions = new Map(layers.map((layer) => [layer, position(layer.id)]));
  const seen = new Set(layers.map((layer) => layer.id));
  if (seen.size < layers.length) throw new Error('a map layer is given twice');
  return [...layers].sort((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0));
}

function position(id: string): number {
  const found = (layerOrder as readonly string[]).indexOf(id);
  if (found < 0) throw new Error(`map layer not in order.ts: ${id}`);
  return found;
}
