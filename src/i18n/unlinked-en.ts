import type { UnlinkedWords } from './unlinked-zh';

export const unlinkedEn: UnlinkedWords = {
  title: 'Places on no street',
  hint: 'people and sites that walking leaves out',
  none: 'Every elder place and facility is on the main network of streets.',
  elders: (places, persons) => `${places} elder places (${persons} elders) are on no street.`,
  facilities: (count) => `${count} facilities are on no street: nobody can walk to them.`,
  elder: (persons, metres) => `${persons} elders, ${metres} from the nearest street`,
  facility: (name, metres) => `${name}, ${metres} from the nearest street`,
  noStreet: 'no street near by',
  raise: (metres) => `Link up to ${metres}`,
  islands: (places, facilities) =>
    `${places} more elder places and ${facilities} facilities are on short streets that meet no other.`,
  islandElder: (persons) => `${persons} elders, on a street that meets no other`,
  islandFacility: (name) => `${name}, on a street that meets no other`,
  see: 'See',
  draw: 'Draw a path',
  help: 'See whether the map lacks a street: if so, draw a path; if people only live far from one, allow a longer way to the street.',
  more: (count) => `${count} more`,
};
