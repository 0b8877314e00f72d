/** A file in BD-09 on the page: asked about, put right by one choice, kept in the study, undone by undo. */
import { Blob as NodeBlob } from 'node:buffer';
import { expect, test } from 'vitest';
import { wgs84ToBd09 } from '../../src/intake/gcj';
import { messages } from '../../src/i18n/messages';
import DataStep from '../../src/ui/steps/DataStep.svelte';
import { newApp, readSample, settled, show, text } from './page';

test('a layer in BD-09 is asked about, and one choice on its card puts it right', async () => {
  const study = await readSample();
  const facilities = study.settings.layers.facilities![0]!.file;
  const csv = await study.files[facilities]!.text();
  const moved = csv.replace(/(\d{3}\.\d{4,}),(\d{2}\.\d{4,})/g, (_, lon: string, lat: string) =>
    wgs84ToBd09(Number(lon), Number(lat)).join(','),
  );
  expect(moved).not.toBe(csv);
  const app = newApp();
  app.open({ ...study, files: { ...study.files, [facilities]: new NodeBlob([moved]) as Blob } });
  await settled(app);
  app.view.language = 'zh';
  const page = show(DataStep, app);
  const t = messages('zh');
  const card = [...page.root.querySelectorAll('article')].find(
    (one) => text(one.querySelector('h3')!) === facilities,
  )!;
  const question = () => text(page.root.querySelector('ol')!);
  expect(question()).toMatch(/更像“BD-09”：现在的读法偏移 1\s?\d{3}\s米，超过 1\s?000 米服务半径/);
  const select = () =>
    [...card.querySelectorAll('label')]
      .filter((label) => text(label) === t.data.system)
      .map((label) => card.querySelector<HTMLSelectElement>(`[id="${label.htmlFor}"]`)!)[0]!;
  const labels = [...select().options].map(text);
  expect(labels[0]).toContain('WGS84 (EPSG:4326)');
  expect(labels[1]).toMatch(/^BD-09 · 离街道中位 \d+ 米 · 移动 1\s?\d{3} 米$/);
  select().value = 'BD-09';
  select().dispatchEvent(new Event('change', { bubbles: true }));
  await settled(app);
  expect(app.study.settings.layers.facilities![0]!.crs).toBe('BD-09');
  expect(page.root.querySelector('ol .answers')).toBeNull();
  const report = app.files.reports.find(({ file }) => file === facilities)!;
  expect(report).toMatchObject({ crs: 'BD-09', crsName: 'BD-09' });
  await page.close();
  app.run.clear();
});
