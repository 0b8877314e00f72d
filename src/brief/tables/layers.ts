/** Layers that can be taken away, and for whom; without what makes their tables, so that the page can ask. */
import { fault, type Fault } from '../../domain/fault';
import type { Findings } from '../../domain/findings';

export const exportLayers = [
  'elders',
  'facilities',
  'volunteers',
  'districts',
  'candidates',
  'grid',
  'streets',
  'areas',
  'detours',
  'cut-off',
] as const;
export type ExportLayer = (typeof exportLayers)[number];

/** Why a layer cannot leave the house for the study's audience, or null. Homes of elders and volunteers go to nobody outside. */
export function layerRefusal(findings: Findings, layer: ExportLayer): Fault | null {
  const isInternal = findings.settings.privacy.audience === 'internal';
  if (!isInternal && (layer === 'elders' || layer === 'volunteers')) return fault('export.homes');
  // Beside a table of districts a grid would give small counts away by subtraction.
  if (!isInternal && (layer === 'grid' || layer === 'cut-off') && findings.districts.count > 0)
    return fault('export.gridBesideDistricts');
  if (layerRows(findings, layer) === 0) return fault('export.nothing');
  return null;
}

/** Layers that tell of one service, for everybody. */
export const layersOfService: ReadonlySet<ExportLayer> = new Set([
  'grid',
  'streets',
  'areas',
  'detours',
  'cut-off',
] as const);

/** Rows, as far as they are known without work: of streets and what is made of elders whether there are any. */
function layerRows(findings: Findings, layer: ExportLayer): number {
  if (layer === 'grid') return Math.min(1, findings.elders.count);
  if (layer === 'streets' || layer === 'areas' || layer === 'detours') return findings.streets?.edges ?? 0;
  if (layer === 'cut-off')
    return findings.services.some(({ cutOff }) => cutOff?.rowPersons.some((persons) => persons > 0)) ? 1 : 0;
  return findings[layer].count;
}
