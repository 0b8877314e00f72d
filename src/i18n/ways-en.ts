/** Words of the ways from a place to the services, and of their seconds by cause. Numbers arrive formatted. */
import type { WaysWords } from './ways-zh';

export const waysEn: WaysWords = {
  spot: {
    toFacility: 'From this spot',
    fromFacility: 'To this spot',
    bothWays: 'This spot, there and back',
  },
  spotNote: 'The spot is shown here only: it is not stored and enters no file.',
  linked: (metres) => `The nearest walkable street is ${metres} away; that walk is counted.`,
  linkedIsland: (metres) =>
    `The nearest walkable street is ${metres} away, on a small piece cut off from the rest.`,
  unlinked: (metres, snap) =>
    `The nearest walkable street is ${metres} away, more than the linking distance of ${snap}: not linked, so no way can be told. Click nearer to a street, or raise the linking distance in the walk step.`,
  unlinkedNone: 'There is no walkable street nearby.',
  working: 'Finding the ways…',
  who: 'Who walks',
  everybody: 'Everybody',
  services: 'To each service',
  lines: 'On the map the thick line is the chosen way, thin lines are those of the other services.',
  within: 'in time',
  partly: 'partly in time',
  beyond: 'too far',
  short: {
    unlinked: 'not linked',
    island: 'streets cut off',
    notConnected: 'no way',
    noSite: 'no facility',
  },
  why: (total) => `Where ${total} come from`,
  area: (total) =>
    `Below is one way, from the middle of the area: ${total}. The time above is the mean of the whole area.`,
  causes: {
    street: 'Level street',
    toStreet: 'Place to street',
    toDoor: 'Street to entrance',
    steps: 'More for steps',
    climb: 'More uphill',
    descent: 'More downhill',
    slope: 'More for slope (up or down unknown)',
    surface: 'More for bad surface',
    crossings: 'Crossings without signals',
    signals: 'Crossings with signals',
    measured: 'Waits at crossings, as measured',
    gates: 'Gates',
    floors: 'Stairs of the home',
    rests: 'Rests',
    straight: 'Straight line × detour',
  },
  ofPace: (metres, pace) => `${metres} ÷ ${pace}`,
  ofStraight: (metres, detour, pace) => `${metres} × ${detour} ÷ ${pace}`,
  up: (metres) => `${metres} up`,
  down: (metres) => `${metres} down`,
  times: (count, seconds) => `${count} × ${seconds} s`,
  floors: (count, seconds) => {
    const floors = count === '1' ? '1 floor' : `${count} floors`;
    return seconds === '' ? floors : `${floors} × ${seconds} s`;
  },
  tiny: 'under 1 s',
  total: 'In all',
  there: 'there',
  back: 'back',
  sum: 'Each way',
  half: 'Counted: half of both',
  halfAndRests: 'Counted: half of both, and rests',
  rounded: 'Each is rounded to whole seconds so that they add up to the total.',
  straightOnly:
    'Approximate: straight line × detour only; steps, slope, crossings and stairs are not counted.',
  start: 'Start',
  end: 'End',
  turn: 'Turn back',
  ask: 'See how the middle of the map reaches each service',
  askHelp:
    'Click anywhere, or press Enter for the middle of the map, to see the ways from there to each service.',
};
