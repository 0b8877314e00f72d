/** Words for missing bridges and islands of street, in English. */
import type { LinksWords } from './links-zh';

export const linksEn: LinksWords = {
  listSeparator: ', ',
  sight: 'looked at, from the list',
  bridges: {
    title: 'Bridges and passages that may be missing',
    hint: 'near across, far round',
    within: 'Streets apart at most',
    metres: 'm',
    searching: (share) => `Searching ${share}`,
    stop: 'Stop searching',
    again: 'Search',
    count: (count, within) =>
      `Places where two streets lie within ${within} of each other, and walking round is over 300 m and over 10 times that: ${count}.`,
    none: (within) =>
      `No streets within ${within} of each other are far to walk between. Where the river is wide, allow a longer distance.`,
    noneChosen: 'None of these kinds.',
    onlyOthers: (within) =>
      `None across water, a railway or a fast road (within ${within}). Where the river is wide, allow a longer distance.`,
    help: (near, look) =>
      `In the order of metres saved × elders within ${near} on foot of either end; a way round of over ${look} counts as ${look}. There may really be a wall, houses or a slope: look at the map before you draw a footbridge or passage. It can be undone.`,
    filter: 'What lies between',
    across: {
      water: 'water',
      rail: 'railway',
      road: 'fast road',
      compound: 'edge of a compound',
      unknown: 'nothing known between',
    },
    kind: (name, count) => `${name} ${count}`,
    item: (metres, what) => `${metres} across (${what})`,
    round: (metres) => `${metres} round`,
    noWay: (metres) => `no way round within ${metres}`,
    persons: (count) => `elders near: ${count}`,
    nobody: 'no elders near',
    see: 'See',
    draw: 'Draw it',
    more: (count) => `and ${count} more`,
  },
  islands: {
    title: 'Islands of street',
    hint: 'short streets that meet no other',
    none: 'There is no island: every street is part of the main network.',
    noneUsed: 'Nobody lives on an island of street, and no facility stands on one.',
    count: (count, persons) =>
      `Islands with elders or facilities: ${count}. The ${persons} elders on them cannot walk out, and nobody can walk in.`,
    help: 'A piece with fewer than 40 street ends and junctions, or under 500 m of street, is an island. Mostly a slip of drawing: look before you join.',
    item: (metres, persons) => `${metres} of street, elders: ${persons}`,
    facilities: (names) => `facilities: ${names}`,
    gap: (metres) => `${metres} from the main network`,
    touching: 'touches the main network without joining it',
    across: (what) => `across ${what}`,
    nowhere: 'nothing near to join',
    others: (count, length) => `Islands with neither elders nor facilities: ${count}, ${length} in all.`,
    see: 'See',
    join: 'Join',
    more: (count) => `and ${count} more with elders or facilities`,
  },
};
