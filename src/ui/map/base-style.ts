/** The ground of the map as a MapLibre style that asks the network for nothing: no tiles, no glyphs, no sprites. */
import type { FeatureCollection, Geometry } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import type { Backdrop } from '../../domain/tables';
import { inOrder, type LayerId } from '../../layers/order';
import { palette } from '../../layers/palette';

const empty: FeatureCollection = { type: 'FeatureCollection', features: [] };
const missing = ['coalesce', ['feature-state', 'missing'], 0];

type StyleLayer = StyleSpecification['layers'][number] & { id: LayerId };

/** Everything MapLibre draws; its sources are empty until `backdropData` fills them. */
export function baseStyle(): StyleSpecification {
  const layers: StyleLayer[] = [
    { id: 'ground', type: 'background', paint: { 'background-color': palette.mapGround } },
    {
      id: 'greens',
      type: 'fill',
      source: 'greens',
      paint: { 'fill-color': palette.mapGreen, 'fill-antialias': false },
    },
    { id: 'water', type: 'fill', source: 'water', paint: { 'fill-color': palette.mapWater } },
    {
      id: 'waterways',
      type: 'line',
      source: 'waterways',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': palette.mapWater,
        'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 11, 1, 15, 4, 18, 16],
      },
    },
    {
      id: 'areas',
      type: 'fill',
      source: 'areas',
      paint: {
        'fill-color': palette.gap1,
        // Warm by the share that is not reached; nothing where all are.
        'fill-opacity': ['*', 0.27, missing] as never,
      },
    },
    {
      id: 'area-lines',
      type: 'line',
      source: 'areas',
      paint: { 'line-color': palette.ink3, 'line-opacity': 0.35, 'line-width': 0.8 },
    },
    {
      id: 'rails',
      type: 'line',
      source: 'rails',
      paint: {
        'line-color': palette.mapRail,
        'line-width': ['interpolate', ['linear'], ['zoom'], 11, 1, 16, 3],
        'line-dasharray': [3, 1.7],
      },
    },
  ];
  const source = (): { type: 'geojson'; data: FeatureCollection } => ({ type: 'geojson', data: empty });
  return {
    version: 8,
    sources: {
      greens: source(),
      water: source(),
      waterways: source(),
      areas: source(),
      rails: source(),
    },
    layers: inOrder(layers),
  };
}

/** What fills the sources of the ground, by source. */
export function backdropData(
  backdrop: Backdrop | null,
): Record<'greens' | 'water' | 'waterways' | 'rails', FeatureCollection> {
  const lines = (all: Backdrop['rails']): FeatureCollection =>
    collect(all.map((line) => ({ type: 'LineString', coordinates: line.map(([lon, lat]) => [lon, lat]) })));
  return {
    greens: collect(backdrop?.greens ?? []),
    water: collect(backdrop?.water ?? []),
    waterways: lines(backdrop?.waterways ?? []),
    rails: lines(backdrop?.rails ?? []),
  };
}

function collect(geometries: readonly Geometry[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry })),
  };
}
