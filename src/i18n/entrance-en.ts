/** Words for where facilities are entered, in English. */
import type { EntranceWords } from './entrance-zh';

export const entranceEn: EntranceWords = {
  entrance: 'Move an entrance',
  addEntrance: 'Add an entrance',
  items: {
    moved: (name) => `Entrance moved here: ${name}`,
    added: (name) => `Entrance added: ${name}`,
  },
  help: 'Elders walk to the entrance of a facility. Where it has several, the nearest counts.',
  pickFacility: 'Click a facility on the map, or find it by its name below.',
  pickPlace: (name) =>
    `Click where the entrance of “${name}” is (by keyboard: move the map, Enter takes its centre, Esc cancels), or enter longitude and latitude below.`,
  noneHere: 'There is no facility. Click on the mark of one, or find it by its name below.',
  search: 'Name of the facility',
  matches: 'Facilities found',
  noMatch: 'No facility has this name.',
  another: 'Another facility',
  has: (count) => (count === '1' ? '1 entrance now' : `${count} entrances now`),
  mapped: 'Entrances on the map (OpenStreetMap); a click takes one:',
  main: (metres) => `Main entrance, ${metres} away`,
  other: (metres) => `Entrance, ${metres} away`,
  lon: 'Longitude',
  lat: 'Latitude',
  degrees: 'degrees',
  system:
    'In WGS84. Coordinates copied from Amap or Baidu are off by hundreds of metres: click on the map instead.',
  put: 'Put it here',
  lost: 'No effect: no facility has this id',
  removeAll: 'Remove all corrections',
  entrances: 'Entrances',
  several: (count) => `${count}, the nearest counts`,
};
