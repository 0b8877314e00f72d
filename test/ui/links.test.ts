/** Missing bridges and islands on the page: listed, looked at, drawn, undone; on the sample and on a drawn town with an island. */
import { Blob as NodeBlob } from 'node:buffer';
import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { countOf, linksWords } from '../../src/i18n/links-words';
import { formatMetres } from '../../src/i18n/format';
import { palette } from '../../src/layers/palette';
import { legendContent } from '../../src/ui/map/legend';
import { worksLayers, type Works } from '../../src/ui/map/works-layers';
import type { App } from '../../src/ui/state/app.svelte';
import BridgesPart from '../../src/ui/steps/walk/BridgesPart.svelte';
import IslandsPart from '../../src/ui/steps/walk/IslandsPart.svelte';
import { banks } from '../scenes/banks';
import { townStudy } from '../scenes/town-study';
import { allByRole, byRole, newApp, sampleApp, settled, show, text } from './page';

const noWorks: Works = {
  ground: null,
  mends: [],
  line: [],
  sight: [],
  facilities: null,
  pieces: [],
  audited: [],
  safety: null,
};
const noLegend = {
  findings: null,
  service: null,
  pace: 'overall',
  reach: null,
  elders: null,
  sites: null,
  circle: null,
} as const;

function open(root: HTMLElement): HTMLDetailsElement {
  const details = root.querySelector('details')!;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  flushSync();
  return details;
}

/** Until the search is done and no run is under way. */
async function found(app: App): Promise<void> {
  await settled(app);
  for (let turn = 0; turn < 2000 && app.links.searching !== null; turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(app.links.searching).toBe(null);
  flushSync();
}

/** Two streets 40 m apart along a river, with a lane that meets neither. */
async function townApp(): Promise<App> {
  const drawn = banks().street([
    [100, 90],
    [200, 90],
  ]);
  const study = townStudy(
    drawn,
    [
      { id: 'a', spot: [750, 40] },
      { id: 'b', spot: [150, 95] },
    ],
    [{ id: 'f', spot: [760, 0] }],
  );
  const files = await Promise.all(
    // jsdom's Blob cannot be read as a stream; Node's is what browsers have.
    Object.entries(study.files).map(
      async ([name, file]) => [name, new NodeBlob([await readText(file)]) as unknown as Blob] as const,
    ),
  );
  const app = newApp();
  const { walk } = study.settings;
  app.open({
    settings: { ...study.settings, walk: { ...walk, snapMetres: 30 } },
    files: Object.fromEntries(files),
  });
  await settled(app);
  return app;
}
const readText = (file: Blob): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(file);
  });

test.each(['zh', 'en'] as const)('a footbridge is looked at, drawn and undone (%s)', async (language) => {
  const app = await townApp();
  app.view.language = language;
  const words = linksWords(language).bridges;
  const page = show(BridgesPart, app);
  const details = open(page.root);
  await found(app);
  const before = app.links.bridges!.found;
  const first = before[0]!;
  expect(text(details)).toContain(
    words.item(formatMetres(40, language), words.across.unknown).replace(/\s+/g, ' '),
  );
  expect(text(details)).toContain(words.round(formatMetres(first.walkMetres, language)).replace(/\s+/g, ' '));
  byRole(page.root, 'button', `${words.see}${app.t.colon}1`).click();
  expect(app.links.sight).toEqual(first.line);
  const layers = worksLayers({ ...noWorks, sight: app.links.sight });
  expect(layers.map(({ id }) => id)).toEqual(['sight-line', 'sight-ends']);
  expect(legendContent({ ...noLegend, language, hasSight: true }).rows).toContainEqual({
    kind: 'class',
    colour: palette.pick,
    text: linksWords(language).sight,
  });

  const walked = app.run.findings!.services[0]!.metres[0]!;
  byRole(page.root, 'button', `${words.draw}${app.t.colon}1`).click();
  await found(app);
  expect(app.study.settings.mends).toEqual([{ kind: 'path', line: first.line }]);
  expect(app.links.sight).toEqual([]);
  expect(app.links.bridges!.found.map(({ line }) => line)).not.toContainEqual(first.line);
  expect(app.links.bridges!.found.length).toBeLessThan(before.length);
  // From 750 m over the bridge to 760 m on the other side; before, all the way round.
  expect(walked).toBeCloseTo(750 + 40 + 760, 2);
  expect(app.run.findings!.services[0]!.metres[0]!).toBeLessThan(walked - 1000);

  app.undo();
  await found(app);
  expect(app.links.bridges!.found).toEqual(before);
  await page.close();
  expect(app.links.bridges).toBe(null);
  app.run.clear();
});

test.each(['zh', 'en'] as const)('an island is listed with its elders, and joined (%s)', async (language) => {
  const app = await townApp();
  app.view.language = language;
  const words = linksWords(language).islands;
  const page = show(IslandsPart, app);
  const details = open(page.root);
  await found(app);
  expect(text(details)).toContain(words.item(formatMetres(100, language), countOf(1)).replace(/\s+/g, ' '));
  expect(text(details)).toContain(words.gap(formatMetres(50, language)).replace(/\s+/g, ' '));
  byRole(page.root, 'button', `${words.see}${app.t.colon}1`).click();
  expect(app.links.sight).toHaveLength(2);
  expect(app.run.findings!.services[0]!.nearest[1]).toBe(-1);
  byRole(page.root, 'button', `${words.join}${app.t.colon}1`).click();
  await found(app);
  expect(text(details)).toContain(words.none);
  expect(app.run.findings!.services[0]!.nearest[1]).toBe(0);
  await page.close();
  app.run.clear();
});

test('on the sample: kinds can be chosen, a longer distance finds the railway, none is listed twice', async () => {
  const app = await sampleApp();
  const words = linksWords('zh').bridges;
  const page = show(BridgesPart, app);
  const details = open(page.root);
  await found(app);
  expect(text(details)).toContain(words.onlyOthers(formatMetres(60, 'zh')).replace(/\s+/g, ' '));
  const field = byRole(page.root, 'spinbutton', words.within) as HTMLInputElement;
  field.value = '100';
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await found(app);
  const rails = app.links.bridges!.found.filter(({ across }) => across.includes('rail'));
  expect(rails.length).toBeGreaterThan(0);
  for (const box of allByRole(page.root, 'checkbox', /./) as HTMLInputElement[])
    if (box.checked && !box.closest('label')!.textContent.includes(words.across.rail)) box.click();
  flushSync();
  expect(page.root.querySelectorAll('li')).toHaveLength(rails.length);
  expect(new Set(app.links.bridges!.found.map(({ line }) => line.join())).size).toBe(
    app.links.bridges!.found.length,
  );
  await page.close();
  app.run.clear();
});

test('a part of a person is few, not none', () => {
  expect([0, 0.2, 0.5, 3].map(countOf)).toEqual(['0', '<1', '1', '3']);
});
