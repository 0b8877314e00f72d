/** What the map colours streets by, and what leaves of it as files, asked of the last run. */
import { detoursOf } from '../access/detour';
import { limitMillimetres } from '../access/limit';
import { nearestLoads } from '../access/nearest-load';
import type { ExportLayer } from '../brief/tables/layers';
import type { StreetLook } from '../brief/tables/street-table';
import type { Service } from '../domain/service';
import type { Detours, NearestAreas, PaceChoice, StreetLines } from '../domain/stories';
import { detourStreets } from '../layers/detour-streets';
import { cutStreets } from '../layers/cut-streets';
import { areaSeconds, nearestAreas } from '../layers/nearest-areas';
import { fieldKey, type Walked } from '../pipeline';
import type { Field } from '../routing/field';
import { nearestInField } from '../routing/nearest';
import { streetTimesInField } from '../routing/street-times';

/** The field that holds at a pace: where somebody waits on the way, a band's own pace is a search of its own. */
export function fieldAt({ fields, otherFields }: Walked, service: Service, pace: PaceChoice): Field | null {
  return otherFields.get(fieldKey(service, 'band', pace)) ?? fields.get(service) ?? null;
}

export function paceOf({ coverage }: Walked, pace: PaceChoice): number {
  const { walk } = coverage.settings;
  return pace === 'overall' ? walk.metresPerSecond : walk.paces[pace];
}

/** The streets in classes of walking time; null without streets. */
export function streetsOf(walked: Walked, service: Service, pace: PaceChoice): StreetLines | null {
  const field = fieldAt(walked, service, pace);
  if (walked.graph === null || field === null) return null;
  const { limitMinutes } = walked.coverage.settings.walk;
  const limitMetres = limitMinutes * 60 * paceOf(walked, pace);
  return cutStreets(walked.graph, streetTimesInField(field), limitMetres);
}

/** The streets of a layer that is to leave, at everyone's pace as in the brief; null for other layers and without streets. */
export function streetLook(walked: Walked, layer: ExportLayer, service: Service): StreetLook | null {
  const { coverage, graph } = walked;
  const field = fieldAt(walked, service, 'overall');
  if (graph === null || field === null) return null;
  if (layer === 'streets') return { of: layer, streets: streetsOf(walked, service, 'overall')! };
  if (layer === 'detours') return { of: layer, ...detourStreets(graph, field, coverage.facilities) };
  if (layer !== 'areas') return null;
  const areas = nearestAreas(graph, field, coverage.facilities.count);
  return { of: layer, streets: areas.streets, ...areaSeconds(field, areas, paceOf(walked, 'overall')) };
}

/** null without streets. Persons are everybody, at the pace asked for. */
export function tellAreas(walked: Walked, service: Service, pace: PaceChoice): NearestAreas | null {
  const { coverage, graph, places } = walked;
  const field = fieldAt(walked, service, pace);
  const found = coverage.services.find((one) => one.service === service);
  if (graph === null || field === null || found === undefined) return null;
  const { elders, facilities, settings } = coverage;
  const { streets, metres, colours } = nearestAreas(graph, field, facilities.count);
  const limitMm = limitMillimetres(settings.walk.limitMinutes, paceOf(walked, pace));
  const nearest = nearestInField(field, places.demand);
  const loads = nearestLoads(elders, places.demand, nearest, found.sites, limitMm, metres);
  return { streets, colours, loads };
}

/** null without streets. */
export function tellDetours(walked: Walked, service: Service, pace: PaceChoice): Detours | null {
  const { coverage, graph, places } = walked;
  const field = fieldAt(walked, service, pace);
  if (graph === null || field === null) return null;
  const { elders, facilities } = coverage;
  return {
    streets: detourStreets(graph, field, facilities).streets,
    ...detoursOf(elders, facilities, places, nearestInField(field, places.demand)),
  };
}
