/** The fence and those who can come as tables to take away. */
import type { ExportTable } from '../brief/tables/table';
import type { Control } from '../domain/progress';
import type { ResponseQuery, SafeQuery } from '../domain/safety';
import { services, serviceBit } from '../domain/service';
import type { Solution } from '../pipeline';
import { tellResponse, tellSafeArea } from './safety';

export type SafetyExport =
  | { readonly kind: 'fence'; readonly query: SafeQuery }
  | { readonly kind: 'responders'; readonly query: ResponseQuery };

/**
 * Fence: one row with its area and what is inside; a count of elders below `privacy.suppressBelow` is left empty. Responders: one row each, with
 * minutes and metres; volunteers only inside the house. null without streets, or where the place is on none.
 */
export async function safetyTable(
  solution: Solution,
  what: SafetyExport,
  name: string,
  notes: readonly string[],
  control?: Control,
): Promise<ExportTable | null> {
  const { findings } = solution;
  const { privacy } = findings.settings;
  if (what.kind === 'fence') {
    const safe = await tellSafeArea(solution, what.query, control);
    if (safe === null || !safe.linked) return null;
    const one = (value: number) => Float64Array.of(value);
    const isSmall = safe.elders > 0 && safe.elders < privacy.suppressBelow;
    return {
      name,
      columns: [
        { name: 'roads', type: 'text', values: [what.query.roads] },
        { name: 'minutes', type: 'number', values: one(what.query.minutes) },
        { name: 'hectares', type: 'number', values: one(safe.hectares) },
        { name: 'street_metres', type: 'number', values: one(safe.streetMetres) },
        { name: 'elders', type: 'number', values: one(isSmall ? NaN : safe.elders) },
        { name: 'facilities', type: 'number', values: one(safe.facilities.length) },
        { name: 'water_metres', type: 'number', values: one(safe.waterMetres) },
        { name: 'exits', type: 'number', values: one(safe.exits.length) },
      ],
      geometries: [safe.area],
      notes,
    };
  }
  const told = await tellResponse(solution, what.query, control);
  if (told === null || !told.linked) return null;
  const isInternal = privacy.audience === 'internal';
  const rows = told.responders.filter(({ kind }) => isInternal || kind === 'facility');
  const layerOf = (kind: 'facility' | 'volunteer') =>
    kind === 'facility' ? findings.facilities : findings.volunteers;
  return {
    name,
    columns: [
      { name: 'kind', type: 'text', values: rows.map(({ kind }) => kind) },
      { name: 'id', type: 'text', values: rows.map(({ kind, index }) => layerOf(kind).ids[index]!) },
      {
        name: 'name',
        type: 'text',
        values: rows.map(({ kind, index }) => (kind === 'facility' ? findings.facilities.names[index]! : '')),
      },
      {
        name: 'services',
        type: 'text',
        values: rows.map(({ kind, index }) =>
          services
            .filter((service) => (layerOf(kind).services[index]! & serviceBit(service)) !== 0)
            .join(','),
        ),
      },
      { name: 'seconds', type: 'number', values: Float64Array.from(rows, ({ seconds }) => seconds) },
      { name: 'metres', type: 'number', values: Float64Array.from(rows, ({ metres }) => metres) },
    ],
    geometries: rows.map(({ kind, index }) => ({
      type: 'Point',
      coordinates: [layerOf(kind).lons[index]!, layerOf(kind).lats[index]!],
    })),
    notes,
  };
}
