/** Places that walking leaves out, listed with ways to mend them. */
import { flushSync } from 'svelte';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatMetres } from '../../src/i18n/format';
import { unlinkedWords } from '../../src/i18n/unlinked-words';
import type { App } from '../../src/ui/state/app.svelte';
import { enoughMetres, lostPlaces } from '../../src/ui/state/unlinked';
import UnlinkedPart from '../../src/ui/steps/walk/UnlinkedPart.svelte';
import { byRole, sampleApp, settled, show, text } from './page';

let app: App;
beforeAll(async () => {
  app = await sampleApp();
});
afterAll(() => app.run.clear());

test('every unlinked or islanded place of the sample is there, persons as the findings count them', () => {
  const findings = app.run.findings!;
  const places = lostPlaces(findings);
  const off = places.filter(({ isIsland, kind }) => !isIsland && kind === 'elder');
  expect(off.reduce((sum, { persons }) => sum + persons, 0)).toBe(findings.services[0]!.foot.unlinked);
  const { linked, island } = findings.elderLinks;
  const islanded = [...linked.keys()].filter((row) => linked[row] === 1 && island[row] === 1);
  expect(
    places
      .filter(({ isIsland, kind }) => isIsland && kind === 'elder')
      .map(({ index }) => index)
      .sort(),
  ).toEqual(islanded.sort());
  expect(off.map(({ persons }) => persons)).toEqual(off.map(({ persons }) => persons).sort((a, b) => b - a));
  expect(lostPlaces({ ...findings, approximate: true })).toEqual([]);
});

test.each(['zh', 'en'] as const)(
  'raising the linking distance links them, and can be undone (%s)',
  async (language) => {
    app.view.language = language;
    const words = unlinkedWords(language);
    const page = show(UnlinkedPart, app);
    const details = page.root.querySelector('details')!;
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    flushSync();
    expect(text(details)).toContain(words.help);
    const before = lostPlaces(app.run.findings!).filter(({ isIsland }) => !isIsland);
    const enough = enoughMetres(lostPlaces(app.run.findings!))!;
    expect(enough).toBeGreaterThan(app.study.settings.walk.snapMetres);
    byRole(page.root, 'button', words.raise(formatMetres(enough, language)).replace(/\s+/g, ' ')).click();
    await settled(app);
    const after = lostPlaces(app.run.findings!).filter(({ isIsland }) => !isIsland);
    expect(after.length).toBeLessThan(before.length);
    app.undo();
    await settled(app);
    expect(lostPlaces(app.run.findings!).filter(({ isIsland }) => !isIsland)).toEqual(before);
    await page.close();
  },
);
