/** Every preset as a walker of the study: those named like age bands stand beside the bands wherever a walker is chosen. */
import { expect, test } from 'vitest';
import { walkPresets } from '../../src/domain/walk-presets';
import { flushSync } from 'svelte';
import GroundPart from '../../src/ui/steps/walk/GroundPart.svelte';
import SafePart from '../../src/ui/steps/walk/SafePart.svelte';
import { sampleApp, settled, show } from './page';

test('around a place and for help', async () => {
  const app = await sampleApp();
  const { current, settings } = app.study;
  const walk = { ...settings.walk, profiles: walkPresets.map(({ profile }) => profile) };
  app.change({ name: 'walker', what: '' }, { ...current, settings: { ...settings, walk } });
  await settled(app);
  const { lons, lats } = app.run.findings!.facilities;
  const parts = [show(GroundPart, app), show(SafePart, app)];
  await app.streets.ask({
    place: { kind: 'facility', facility: 0 },
    who: 'everybody',
    direction: 'toFacility',
    minutes: [5],
  });
  await app.safety.ask([lons[0]!, lats[0]!]);
  flushSync();
  for (const { root, close } of parts) {
    const selects = [...root.querySelectorAll('select')];
    const namesOf = (select: HTMLSelectElement) => [...select.options].map(({ textContent }) => textContent);
    const select = selects.find((one) => namesOf(one).includes(app.t.walk.everyone));
    const names = namesOf(select!);
    // Everybody, three bands, and the walkers.
    expect(names.length).toBe(4 + walkPresets.length);
    expect(new Set([...select!.options].map(({ value }) => value)).size).toBe(names.length);
    await close();
  }
});
