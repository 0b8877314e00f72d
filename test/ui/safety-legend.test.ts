/** The legend of help and safety: what is on the map has an entry, told by its shape, and what is not has none. */
import { flushSync, mount, unmount, type Component } from 'svelte';
import { expect, test, vi } from 'vitest';
import type { SafeArea } from '../../src/domain/safety';
import type { TrackCheck } from '../../src/domain/track';
import { safetyWords } from '../../src/i18n/safety-words';
import { legendContent, type SafeSign } from '../../src/ui/map/legend';
import MapLegend from '../../src/ui/map/MapLegend.svelte';
import { safetyLayers, type Safety } from '../../src/ui/map/safety-layers';
import { text } from './page';

const square = [
  [103, 36],
  [103.01, 36],
  [103.01, 36.01],
  [103, 36],
];
const exit = { lon: 103.01, lat: 36, road: '大路', seconds: 60 };
const area = (exits: SafeArea['exits']) =>
  ({ area: { type: 'MultiPolygon', coordinates: [[square]] }, exits }) as unknown as SafeArea;
const line = { count: 1, first: Uint32Array.of(0, 2), lonLats: Float64Array.of(103, 36, 103.01, 36) };
const none = { count: 0, first: Uint32Array.of(0), lonLats: new Float64Array(0) };
const track = (outside: boolean) =>
  ({ insideLines: line, outsideLines: outside ? line : none }) as unknown as TrackCheck;
const empty = new Float64Array(0);
const place = [103, 36] as const;

const cases: readonly (readonly [string, Safety | null, readonly SafeSign[]])[] = [
  ['nothing was asked', null, []],
  ['a place alone', { place, area: null, track: null, helpers: empty }, ['place']],
  ['an area without a way out', { place, area: area([]), track: null, helpers: empty }, ['place', 'fence']],
  [
    'an area, helpers, a track that stays inside',
    { place, area: area([exit]), track: track(false), helpers: Float64Array.of(103, 36) },
    ['place', 'fence', 'exit', 'helper', 'inside'],
  ],
  [
    'a track that leaves',
    { place, area: area([exit]), track: track(true), helpers: empty },
    ['place', 'fence', 'exit', 'inside', 'outside'],
  ],
];

test.each(cases)('%s', async (_, safety, signs) => {
  for (const language of ['zh', 'en'] as const) {
    const content = legendContent({
      language,
      findings: null,
      service: null,
      pace: 'overall',
      reach: null,
      elders: null,
      sites: null,
      circle: null,
      safety,
    });
    const root = document.body.appendChild(document.createElement('div'));
    const legend = mount(MapLegend as Component, { target: root, props: { language, content } });
    flushSync();
    const rows = [...root.querySelectorAll('li')].filter((row) => row.querySelector('.safe') !== null);
    expect(rows.map(text)).toEqual(signs.map((sign) => safetyWords(language).signs[sign]));
    expect(rows.map((row) => row.querySelector('.safe')!.classList.contains('exit'))).toEqual(
      signs.map((sign) => sign === 'exit'),
    );
    await unmount(legend);
    root.remove();
  }
});

test('ways out are signs, not dots as elders out of reach are', () => {
  // jsdom has no canvas to draw the sign on, and says so loudly.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  const layers = safetyLayers(cases[4]![1]!);
  const kindOf = (id: string) =>
    (layers.find((layer) => layer.id === id)!.constructor as unknown as { layerName: string }).layerName;
  expect(kindOf('safe-exits')).toBe('IconLayer');
  expect(kindOf('safe-place')).toBe('ScatterplotLayer');
  const width = (id: string) =>
    layers.find((layer) => layer.id === id)!.props as unknown as { getWidth: number };
  expect(width('track-outside').getWidth).toBeGreaterThan(width('track-inside').getWidth);
});
