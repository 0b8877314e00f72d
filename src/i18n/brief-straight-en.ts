/** What an English brief says instead where no streets were loaded; the same phrases as the Chinese one. */
import type { BriefPhrase } from './brief-zh';

export const briefStraightEn: Readonly<Partial<Record<BriefPhrase, string>>> = {
  summary: 'Summary (approximate)',
  people:
    'As of {date}, the data for {area}: {elders}{linked} elders are analysed; {unlinked} are not and are counted apart.',
  conclusionOwn:
    'By straight lines, hence approximate, at the pace of their own age band {gap} elders cannot reach any {service} site within {limit}: {gapShare} of those analysed.',
  conclusionOverall:
    'By straight lines, hence approximate, at {pace} {gap} elders cannot reach any {service} site within {limit}: {gapShare} of those analysed.',
  conclusionShareHidden:
    'By straight lines, hence approximate, {gap} elders cannot reach any {service} site within {limit}.',
  conclusionNone:
    'By straight lines, hence approximate, all {linked} elders analysed can reach a {service} site within {limit}.',
  paperAndFoot:
    'Of those counted as covered on paper (within {paper} as the crow flies), an approximate {paperOnly} cannot get there at their pace: covered on paper, not on foot.',
  paperNet:
    'Compared with coverage on paper (within {paper} as the crow flies), at least {paperOnly} fewer elders get there on foot (approximate).',
  slower:
    'If everyone walked at {pace}, {overallShare} would be covered; at the pace of each age band it is {ownShare} (both approximate).',
  alone:
    'Of those within reach at {pace}, {alone} (approximate) depend on one site alone: if it closes, they have none.',

  gapLabel: 'cannot walk to {service} within {limit} (approximate)',
  paperOnlyLabel: 'covered on paper, not on foot (approximate)',
  paperOnlyBase: 'within {paper} as the crow flies, yet out of reach at their pace',
  scoreLabel: 'mean {service} capacity in reach per thousand elders (approximate)',
  aloneLabel: 'depend on one {service} site alone (approximate)',

  map: 'Where the gaps are (approximate)',
  mapCaption: 'Figure 1. Elders out of reach of {service} ({date}, approximate)',
  mapAlt: 'Map (approximate): circles sized by the number of elders out of reach; {service} sites marked.',
  mapSource:
    'No streets were loaded, so none are drawn. Circles are approximate totals by {people}; no elder’s home is drawn. WGS84, north is up.',

  districtsCaption:
    'Table {n}. Walking access to {service} within {limit} by district ({whose}, approximate)',
  personsUnit: 'Persons, without those not analysed. Share in reach = in reach ÷ analysed.',
  fractions: 'Fractions of persons are rounded in the table, so totals may be off by 1.',
  bandsCaption: 'Table {n}. Coverage of {service} by age band, on paper and on foot (on foot: approximate)',
  bandsNote:
    'On paper: a {service} site within {paper} as the crow flies. On foot: within {limit} at the band’s own pace, approximate.',
  servicesCaption: 'Table {n}. Walking access to each service within {limit} ({whose}, approximate)',
  accessCaption: 'Table {n}. Supply and demand of {service} (approximate)',

  methodCovered:
    'In reach: the nearest facility that offers the service is approximately at most {limit} away (inclusive). Out of reach = analysed − in reach.',
  methodPolygons:
    'Elders given by area are taken to stand at one place inside it, which is approximate, too.',
  limitBoundary:
    'Facilities beyond the edge of the data are not seen, so access near the edge may be understated.',
};
