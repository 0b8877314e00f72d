/** A drawn town with tables in metres as a study, for the whole chain. */
import { defaultSettings, type Study, type StudySettings } from '../../src/domain/study';
import type { Spot, Town } from './town';

export interface Placed {
  readonly id: string;
  readonly spot: Spot;
}

/** Each row of elders is one person of unknown age, each facility serves meals; one pace of 1 m/s unless `change` says otherwise. */
export function townStudy(
  drawing: Town,
  elders: readonly Placed[],
  facilities: readonly Placed[],
  change: Partial<StudySettings> = {},
): Study {
  const csv = (rows: readonly Placed[], more: readonly [string, string]) =>
    new File(
      [
        [
          `id,lon,lat,${more[0]}`,
          ...rows.map(({ id, spot }) => `${id},${drawing.lonLat(spot).join(',')},${more[1]}`),
          '',
        ].join('\n'),
      ],
      'rows.csv',
    );
  const source = (file: string) => [{ file, encoding: 'auto', crs: 'EPSG:4326', columns: {} }];
  const settings: StudySettings = {
    ...defaultSettings,
    layers: {
      streets: source('town.osm'),
      elders: source('elders.csv'),
      facilities: source('facilities.csv'),
    },
    walk: { ...defaultSettings.walk, metresPerSecond: 1 },
    ...change,
  };
  const files = {
    'town.osm': new File([drawing.xml()], 'town.osm'),
    'elders.csv': csv(elders, ['elders', '1']),
    'facilities.csv': csv(facilities, ['services', 'meals']),
  };
  return { settings, files };
}
