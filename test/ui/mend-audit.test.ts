/** Entrances and walk-audit sheets as a user meets them in the walk step. */
import { Blob as NodeBlob } from 'node:buffer';
import { flushSync } from 'svelte';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { auditWords } from '../../src/i18n/audit-words';
import { entranceWords } from '../../src/i18n/entrance-words';
import { allColumns, knownCell, metresOf } from '../../src/brief/audit/sheet-rows';
import { joinCsv, textCell } from '../../src/brief/csv';
import { formatNumber } from '../../src/i18n/format';
import type { App } from '../../src/ui/state/app.svelte';
import AuditPart from '../../src/ui/steps/walk/AuditPart.svelte';
import MendPart from '../../src/ui/steps/walk/MendPart.svelte';
import { byRole, sampleApp, settled, show, text, type Shown } from './page';

let app: App;
beforeAll(async () => {
  app = await sampleApp();
});
afterAll(() => app.run.clear());

function type(page: Shown, selector: string, value: string) {
  const input = page.root.querySelector<HTMLInputElement>(selector)!;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  flushSync();
}

test.each(['zh', 'en'] as const)(
  'an entrance is added by name and numbers, listed, and taken away again, in %s',
  async (language) => {
    app.view.language = language;
    const words = entranceWords(language);
    const page = show(MendPart, app);
    const { facilities } = app.run.findings!;
    const name = facilities.names[0]!;
    byRole(page.root, 'button', words.addEntrance).click();
    flushSync();
    type(page, 'input[type=search]', name);
    byRole(page.root, 'button', name).click();
    flushSync();
    expect(text(page.root)).toContain(words.pickPlace(name));
    const put = byRole(page.root, 'button', words.put) as HTMLButtonElement;
    expect(put.disabled).toBe(true);
    for (const [label, value] of [
      [words.lon, facilities.lons[0]! + 0.001],
      [words.lat, facilities.lats[0]!],
    ] as const) {
      const field = byRole(page.root, 'spinbutton', label) as HTMLInputElement;
      field.value = String(value);
      field.dispatchEvent(new Event('change', { bubbles: true }));
      flushSync();
    }
    expect(put.disabled).toBe(false);
    put.click();
    await settled(app);
    expect(app.study.settings.mends).toMatchObject([
      { kind: 'entrance', facility: facilities.ids[0], add: true },
    ]);
    const own = app.run.findings!.facilities;
    expect([own.entranceFirst[1], own.entranceLons[1]]).toEqual([2, facilities.lons[0]! + 0.001]);
    flushSync();
    expect(text(page.root)).toContain(words.items.added(name));
    app.undo();
    await settled(app);
    expect(app.study.settings.mends).toEqual([]);
    await page.close();
  },
);

test('a click on the map chooses the facility, the next its entrance; far from any it says so', async () => {
  app.view.language = 'zh';
  const { facilities } = app.run.findings!;
  const at = [facilities.lons[2]!, facilities.lats[2]!] as const;
  app.streets.choose('entrance');
  app.streets.pick([at[0], at[1] - 1], 1);
  expect([app.streets.facility, app.streets.missed]).toEqual([null, true]);
  app.streets.pick(at, 1);
  expect([app.streets.facility, app.streets.missed]).toEqual([2, false]);
  app.streets.pick([at[0], at[1] + 0.0005], 1);
  expect(app.streets.tool).toBeNull();
  await settled(app);
  const moved = app.run.findings!.facilities;
  expect(moved.lats[2]).toBeCloseTo(at[1] + 0.0005, 9);
  app.undo();
  await settled(app);
});

test.each(['zh', 'en'] as const)(
  'a sheet is listed, filled, dropped and told of, in %s',
  async (language) => {
    app.view.language = language;
    app.streets.sheet = null;
    const words = auditWords(language).part;
    const page = show(AuditPart, app);
    const where = byRole(page.root, 'combobox', words.where) as HTMLSelectElement;
    expect([...where.options].map(({ value }) => value)).toEqual(['view', 'worst']);
    where.value = 'worst';
    where.dispatchEvent(new Event('change', { bubbles: true }));
    byRole(page.root, 'button', words.make).click();
    await vi.waitFor(() => expect(app.streets.sheet).not.toBeNull());
    flushSync();
    const sheet = app.streets.sheet!;
    const km = formatNumber(metresOf(sheet.pieces) / 1000, 1);
    expect(text(page.root)).toContain(words.found(String(sheet.pieces.length), km));
    // As filled in by hand: every piece bad, which is said in counts and slows people.
    const before = app.service!.foot.covered;
    const { columns, options } = auditWords(language);
    const csv = joinCsv(
      allColumns.map((column) => columns[column]),
      sheet.pieces.map((piece) =>
        allColumns.map((column) =>
          textCell(
            column === 'surface'
              ? options.surface[2]!
              : String(knownCell(piece, column, auditWords(language)) ?? ''),
          ),
        ),
      ),
    );
    await app.intake.add({ 'audit.csv': new NodeBlob([csv]) as Blob });
    await settled(app);
    flushSync();
    const { audit } = app.run.findings!;
    expect([audit!.rows.length, audit!.lost]).toEqual([sheet.pieces.length, 0]);
    expect(text(page.root)).toContain(words.facts.rough(String(sheet.pieces.length)));
    expect(app.service!.foot.covered).toBeLessThanOrEqual(before);
    const mean = app.service!.meanSeconds;
    const bad = byRole(page.root, 'spinbutton', words.bad) as HTMLInputElement;
    bad.value = '3';
    bad.dispatchEvent(new Event('change', { bubbles: true }));
    await settled(app);
    expect(app.study.settings.walk.audit.badFactor).toBe(3);
    expect(app.service!.meanSeconds).toBeGreaterThan(mean);
    app.undo();
    app.undo();
    await settled(app);
    expect(app.run.findings!.audit).toBeUndefined();
    expect(app.service!.foot.covered).toBe(before);
    await page.close();
  },
);
