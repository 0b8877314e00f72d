import type { NetworkWords } from './network-zh';

export const networkEn: NetworkWords = {
  colouring: {
    label: 'Streets coloured by',
    choices: { minutes: 'minutes', nearest: 'nearest site', detour: 'detour' },
  },
  legendNearest: (service) => `Nearest ${service} site`,
  legendNearestNote: 'Colours only tell neighbours apart; names stand at the sites',
  legendNone: 'no way leads to any site',
  legendDetour: (service) => `Detour to the nearest ${service} site`,
  legendDetourNote: 'metres on foot ÷ straight metres, looked at every 40 m or less',
  upTo: (limit) => `up to ${limit} ×`,
  between: (from, to) => `${from}–${to} ×`,
  beyond: (limit) => `beyond ${limit} ×`,
  cutOff: {
    title: 'Cut off',
    hint: 'near on the map, out of reach on foot',
    none: 'Everybody within the radius on paper gets there on foot: nobody is cut off.',
    answer: (paper) =>
      `What keeps those who have a site within ${paper} as the crow flies and cannot walk to one in time:`,
    causes: {
      pace: 'pace: too slow even straight',
      water: 'water between',
      rail: 'a railway between',
      road: 'a fast road between',
      apart: 'no way leads there',
      compound: 'a gated compound between',
      around: 'streets go round',
    },
    rule: 'Everybody has one cause, the first that holds in this order. “Between” means that the straight line from the home to the nearest site crosses water, a railway, a motorway or trunk road on the ground, or streets inside somebody else’s compound. Walls and rivers that the data lack cannot be seen and count as “streets go round”.',
    places: 'Where most people are kept back',
    place: (persons, cause) => `${persons} elders · ${cause}`,
    see: 'Show on the map',
  },
  areas: {
    title: 'Whom each site would serve',
    hint: 'if everybody went to the nearest',
    site: 'Name',
    persons: 'Elders',
    within: (minutes) => `in ${minutes}`,
    street: 'Streets',
    mean: 'Mean walk',
    more: (count) => `${count} more sites`,
    help: 'Colour the streets by “nearest site” and the map shows the area of each.',
    show: 'Colour the streets',
  },
  detour: {
    title: 'Detour factor',
    hint: 'metres on foot ÷ straight metres',
    median: (median, low, high) =>
      `For half of the elders the way to the nearest site is ${median} times the straight line or more; the middle half lies between ${low} and ${high} times.`,
    none: 'No elder who gets there lives 50 m or more from a site in a straight line, so there is no detour factor.',
    classes: 'Elders',
    worst: 'The longest ways round',
    place: (factor, metres, straight) => `${factor} ×: ${metres} on foot, ${straight} straight`,
    help: 'Straight lines under 50 m are left out: there the steps from door to street decide.',
  },
  needsStreets:
    'Without streets, ways are straight lines × the detour setting (approximate): areas, detours and barriers cannot be seen. Drop a file of streets.',
};
