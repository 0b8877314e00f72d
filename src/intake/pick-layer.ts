/** Which layer of a file that holds several is read. */
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';

/** The layer that was asked for, else the one of most rows (of equals the first). Faults: gis.layerAbsent. Notes: gis.layers lists all where there are several. */
export function pickLayer(
  layers: readonly { readonly name: string; readonly rows: number }[],
  asked: string | null,
  file: string,
): Result<string> {
  const names = listNames(layers.map(({ name }) => name));
  if (asked !== null && asked !== '') {
    if (layers.some(({ name }) => name === asked)) return succeed(asked);
    return fail(fault('gis.layerAbsent', { layer: asked, layers: names }, { file }));
  }
  const best = layers.reduce((most, layer) => (layer.rows > most.rows ? layer : most));
  if (layers.length === 1) return succeed(best.name);
  return succeed(best.name, [
    fault('gis.layers', { layer: best.name, count: layers.length, layers: names }, { file }),
  ]);
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => name.slice(0, 60));
  return shown.join(' | ') + (names.length > shown.length ? ' | …' : '');
}
