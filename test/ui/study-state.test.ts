import { expect, test } from 'vitest';
import type { Mend } from '../../src/domain/mend';
import { defaultSettings, type LayerKind, type Study } from '../../src/domain/study';
import {
  withColumn,
  withFile,
  withKind,
  withoutLayer,
  withPace,
  withReplacement,
  withService,
  withWalk,
} from '../../src/ui/state/edits';
import { withMend, withoutMend, withoutMends } from '../../src/ui/state/mends';
import { StudyState } from '../../src/ui/state/study.svelte';

const limit = (study: Study) => study.settings.walk.limitMinutes;

test('undo and redo walk through every change by name', () => {
  const state = new StudyState();
  state.change({ name: 'limit' }, withWalk(state.current, { limitMinutes: 10 }));
  state.change({ name: 'pace80' }, withPace(state.current, 'age80', 0.5));
  expect(state.nextUndo).toEqual({ name: 'pace80' });
  expect(state.undo()).toEqual({ name: 'pace80' });
  expect(state.current.settings.walk.paces.age80).toBe(0.6);
  expect(limit(state.current)).toBe(10);
  expect(state.undo()).toEqual({ name: 'limit' });
  expect(limit(state.current)).toBe(15);
  expect(state.undo()).toBeNull();
  expect(state.redo()).toEqual({ name: 'limit' });
  expect(state.redo()).toEqual({ name: 'pace80' });
  expect(state.redo()).toBeNull();
  expect(limit(state.current)).toBe(10);
  expect(state.current.settings.walk.paces.age80).toBe(0.5);
});

test('a slider that moves through many values is one command, and the next drag another', () => {
  const state = new StudyState();
  for (const limitMinutes of [16, 17, 18])
    state.change({ name: 'limit' }, withWalk(state.current, { limitMinutes }), 'limit');
  state.endGesture();
  for (const limitMinutes of [19, 20])
    state.change({ name: 'limit' }, withWalk(state.current, { limitMinutes }), 'limit');
  state.undo();
  expect(limit(state.current)).toBe(18);
  state.undo();
  expect(limit(state.current)).toBe(15);
  expect(state.nextUndo).toBeNull();
});

test('a change after an undo forgets what was undone', () => {
  const state = new StudyState();
  state.change({ name: 'limit' }, withWalk(state.current, { limitMinutes: 10 }));
  state.undo();
  state.change({ name: 'limit' }, withWalk(state.current, { limitMinutes: 20 }));
  expect(state.nextRedo).toBeNull();
});

test('a study is unsaved from its first change until it is saved, and again clean when undone', () => {
  const state = new StudyState();
  expect(state.unsaved).toBe(false);
  state.change({ name: 'limit' }, withWalk(state.current, { limitMinutes: 10 }));
  expect(state.unsaved).toBe(true);
  state.undo();
  expect(state.unsaved).toBe(false);
  state.redo();
  state.markSaved(state.current);
  expect(state.unsaved).toBe(false);
});

const ref = (kind: LayerKind, file: string) => ({ kind, file, sheet: null });
const source = (file: string) => ({ file, encoding: 'auto', crs: 'auto', columns: { lon: 'x' } });
const study: Study = {
  settings: { ...defaultSettings, layers: { elders: [source('a.csv'), source('b.csv')] } },
  files: { 'a.csv': new Blob(['a']), 'b.csv': new Blob(['b']) },
};

test('removing a file takes its layer and its bytes, and leaves the others', () => {
  const next = withoutLayer(study, ref('elders', 'a.csv'));
  expect(next.settings.layers).toEqual({ elders: [source('b.csv')] });
  expect(Object.keys(next.files)).toEqual(['b.csv']);
  expect(withoutLayer(next, ref('elders', 'b.csv')).settings.layers).toEqual({});
});

test('another kind of layer guesses its columns anew', () => {
  const next = withKind(study, ref('elders', 'b.csv'), 'facilities');
  expect(next.settings.layers.elders).toEqual([source('a.csv')]);
  expect(next.settings.layers.facilities).toEqual([{ ...source('b.csv'), columns: {} }]);
});

test('correcting one column keeps the others as they were understood', () => {
  const next = withColumn(
    study,
    ref('elders', 'a.csv'),
    { lon: 'x', lat: 'y', elders: 'n' },
    'elders',
    'count',
  );
  expect(next.settings.layers.elders?.[0]?.columns).toEqual({ lon: 'x', lat: 'y', elders: 'count' });
  const without = withColumn(
    next,
    ref('elders', 'a.csv'),
    { lon: 'x', lat: 'y', elders: 'count' },
    'elders',
    '',
  );
  // Written down as unused, or it would be guessed again.
  expect(without.settings.layers.elders?.[0]?.columns).toEqual({ lon: 'x', lat: 'y', elders: '' });
});

test('a file nobody recognised becomes the layer the user names, and its bytes go along', () => {
  const blob = new Blob(['q']);
  const next = withFile(study, 'districts', 'q.csv', { 'q.csv': blob });
  expect(next.settings.layers.districts?.map(({ file }) => file)).toEqual(['q.csv']);
  expect(next.settings.layers.elders).toEqual(study.settings.layers.elders);
  expect(next.files['q.csv']).toBe(blob);
});

test('one file as two layers: each is changed and removed for itself', () => {
  const both: Study = {
    settings: {
      ...defaultSettings,
      layers: { elders: [source('z.geojson')], districts: [source('z.geojson')] },
    },
    files: { 'z.geojson': new Blob(['z']) },
  };
  const next = withColumn(both, ref('districts', 'z.geojson'), { id: 'i' }, 'name', 'n');
  expect(next.settings.layers.elders).toEqual(both.settings.layers.elders);
  expect(next.settings.layers.districts?.[0]?.columns).toEqual({ id: 'i', name: 'n' });
  const without = withoutLayer(both, ref('districts', 'z.geojson'));
  expect(Object.keys(without.settings.layers)).toEqual(['elders']);
  expect(Object.keys(without.files)).toEqual(['z.geojson']);
  expect(withoutLayer(without, ref('elders', 'z.geojson')).files).toEqual({});
});

test('a replaced file keeps its settings under its new name', () => {
  const next = withReplacement(study, 'a.csv', 'c.csv', { 'c.csv': new Blob(['c']) });
  expect(next.settings.layers.elders?.map(({ file, columns }) => [file, columns])).toEqual([
    ['c.csv', { lon: 'x' }],
    ['b.csv', { lon: 'x' }],
  ]);
  expect(Object.keys(next.files).sort()).toEqual(['b.csv', 'c.csv']);
});

test('the last service of a study cannot be taken away', () => {
  expect(withService(study, 'meals', false)).toBe(study);
  const two = withService(study, 'legal', true);
  expect(two.settings.need.services).toEqual(['meals', 'legal']);
  expect(withService(two, 'legal', true)).toBe(two);
  expect(withService(two, 'meals', false).settings.need.services).toEqual(['legal']);
});

test('corrections can be undone, taken out alone and all at once', () => {
  const state = new StudyState();
  const near: Mend = { kind: 'entrance', facility: 'near', at: [120, 30] };
  const far: Mend = { kind: 'entrance', facility: 'far', at: [120.01, 30], add: true };
  state.change({ name: 'mend' }, withMend(state.current, near));
  state.change({ name: 'mend' }, withMend(state.current, far));
  state.undo();
  expect(state.settings.mends).toEqual([near]);
  state.redo();
  state.change({ name: 'removeMend' }, withoutMend(state.current, 0));
  expect(state.settings.mends).toEqual([far]);
  state.change({ name: 'removeMend' }, withoutMends(state.current));
  expect(state.settings.mends).toEqual([]);
  state.undo();
  expect(state.settings.mends).toEqual([far]);
});
