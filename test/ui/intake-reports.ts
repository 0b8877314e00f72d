/** Reports made by hand, and an app whose worker answers with them: questions are tested before any reader raises them. */
import { Blob as NodeBlob } from 'node:buffer';
import { defaultSettings, type LayerKind, type LayerSource, type Study } from '../../src/domain/study';
import type { FileReport } from '../../src/domain/tables';
import type { Doubt } from '../../src/intake/check-systems';
import type { Analysis } from '../../src/workers/api';
import { App } from '../../src/ui/state/app.svelte';
import { fault, type Fault } from '../../src/domain/fault';
import { noWaitClock } from './page';

export function report(file: string, kind: LayerKind, more: Partial<FileReport> = {}): FileReport {
  return {
    file,
    kind,
    bytes: 100,
    sha256: `hash of ${file}`,
    modified: '',
    format: 'csv',
    encoding: 'utf-8',
    crs: 'EPSG:4326',
    crsName: 'WGS84 (EPSG:4326)',
    header: ['编号', '经度', '纬度'],
    columns: { id: '编号', lon: '经度', lat: '纬度' },
    guessed: ['id', 'lon', 'lat'],
    sample: [['A1', '103.1', '36.1']],
    rowsRead: 45,
    rowsUsed: 45,
    refused: [],
    notes: [],
    ...more,
  };
}

export function source(file: string, more: Partial<LayerSource> = {}): LayerSource {
  return { file, encoding: 'auto', crs: 'auto', columns: {}, ...more };
}

export function studyOf(layers: Partial<Record<LayerKind, readonly LayerSource[]>>): Study {
  const names = Object.values(layers).flatMap((sources) => sources.map(({ file }) => file));
  return {
    settings: { ...defaultSettings, layers },
    files: Object.fromEntries(names.map((name) => [name, new NodeBlob([name]) as Blob])),
  };
}

export interface Understood {
  readonly reports: readonly FileReport[];
  readonly faults?: readonly Fault[];
  readonly doubts?: readonly Doubt[];
}

/** Opens `study`; every inspection answers with what `understood` makes of the study at that time. */
export async function appWith(
  study: Study,
  understood: (study: Study) => Understood,
  more: Partial<Analysis> = {},
): Promise<App> {
  const analysis = {
    inspect: async (asked: Study) => ({ faults: [], doubts: [], ...understood(asked) }),
    run: async () => ({ ok: false, fault: fault('study.noElders') }),
    sketch: async () => null,
    peekFile: async () => ({ ok: false, fault: fault('study.noElders') }),
    backdrop: async () => null,
    plainStreets: async () => null,
    streets: async () => null,
    table: async () => null,
    ...more,
  } as unknown as Analysis;
  const app = new App(analysis, noWaitClock);
  app.open(study);
  await quiet(app);
  return app;
}

export async function quiet(app: App): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  for (let turn = 0; turn < 200 && (app.run.busy || app.files.reading || app.intake.adding); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 2));
}
