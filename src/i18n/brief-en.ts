/** The sentences of an English brief; the same phrases as the Chinese one, each with the same blanks. */
import type { BriefPhrase } from './brief-zh';

export const briefEn: Readonly<Record<BriefPhrase, string>> = {
  titleOf: 'Who can walk to {service}? {area}',
  title: 'Who can walk to {service}?',
  here: 'The study area',
  syntheticLabel:
    'Synthetic data: the people, facilities and streets in this brief are made up for demonstration. Do not base decisions on it.',
  approximateLabel:
    'Approximate: no streets were loaded; every walking distance is the straight line × {detour}.',

  summary: 'Summary',
  people:
    'As of {date}, the data for {area}: {elders}{linked} elders live near a walkable street and are analysed; {unlinked} are not linked to a street and are counted apart.',
  peopleAll: '{elders} elders in all; ',
  conclusionOwn:
    'Walking the streets at the pace of their own age band, {gap} elders cannot reach any {service} site within {limit}: {gapShare} of those analysed.',
  conclusionOverall:
    'Walking the streets at {pace}, {gap} elders cannot reach any {service} site within {limit}: {gapShare} of those analysed.',
  conclusionShareHidden: 'Walking the streets, {gap} elders cannot reach any {service} site within {limit}.',
  conclusionNone: 'All {linked} elders analysed can reach a {service} site within {limit}.',
  conclusionNoSite: 'No facility offers {service}: all {linked} elders have nowhere to go.',
  paperAndFoot:
    'Of those counted as covered on paper (within {paper} as the crow flies), {paperOnly} cannot get there on real streets at their pace: covered on paper, not on foot.',
  paperNet:
    'Compared with coverage on paper (within {paper} as the crow flies), at least {paperOnly} fewer elders get there on foot.',
  slower:
    'If everyone walked at {pace}, {overallShare} would be covered; at the pace of each age band it is {ownShare}.',
  alone: 'Of those within reach at {pace}, {alone} depend on one site alone: if it closes, they have none.',
  noSites: 'Of the nine services, no site offers: {services}.',

  gapLabel: 'cannot walk to {service} within {limit}',
  gapBase: '{gapShare} of the {linked} elders analysed',
  gapBaseHidden: 'of the {linked} elders analysed',
  paperOnlyLabel: 'covered on paper, not on foot',
  paperOnlyBase: 'within {paper} as the crow flies, yet out of reach',
  scoreLabel: 'mean {service} capacity in reach per thousand elders',
  scoreBase: '{method}; capacity that somebody reaches: {supply}',
  aloneLabel: 'depend on one {service} site alone',
  aloneBase: 'of the {covered} within reach',
  source: 'Source: {files}',
  noFile: 'none',

  map: 'Where the gaps are',
  mapCaption: 'Figure 1. Walking time to the nearest {service} site and elders out of reach ({date})',
  mapAlt:
    'Map: streets coloured by walking time to the nearest {service} site; circles sized by the number of elders out of reach; {service} sites marked.',
  mapSource:
    'Street colours at {pace}. Circles are totals by {people}; no elder’s home is drawn. WGS84, north is up.',
  byDistrict: 'district',
  byGrid: '250 m grid cell',

  districts: 'By district',
  districtsCaption: 'Table {n}. Walking access to {service} within {limit} by district ({whose})',
  district: 'District',
  linked: 'Analysed',
  covered: 'In reach',
  gap: 'Out of reach',
  share: 'Share in reach',
  outside: 'Outside every district',
  total: 'Total',
  whoseOwn: 'each at own pace',
  whoseOverall: 'at {pace}',
  personsUnit: 'Persons, without those not linked to a street. Share in reach = in reach ÷ analysed.',
  fractions:
    'Persons given by area are spread along its streets and may be fractions; the table rounds, so totals may be off by 1.',

  bands: 'By age band: on paper and on foot',
  bandsCaption: 'Table {n}. Coverage of {service} by age band, on paper and on foot',
  band: 'Age band',
  ageUnknown: 'Age not known',
  pace: 'Pace',
  paperShare: 'On paper',
  footShare: 'On foot',
  paperOnly: 'On paper, not on foot',
  bandsNote:
    'On paper: a {service} site within {paper} as the crow flies. On foot: within {limit} along streets at the band’s own pace.',

  cutOff: 'Near on the map, kept away by what',
  cutOffText:
    '{cutOff} elders have a {service} site within {paper} as the crow flies and cannot walk to one in {limit} ({whose}). The table tells what lies between: where a bridge, a crossing or a way through a compound may be worth considering.',
  cutOffCaption: 'Table {n}. Covered on paper, not on foot, by cause ({service}, {whose})',
  cutOffNet:
    'This table counts along the streets, piece by piece; the “at least” above is the difference of two totals, less those who live beyond the radius and get there all the same, and so is smaller.',
  cause: 'Cause',
  persons: 'Elders',

  services: 'By service',
  servicesCaption: 'Table {n}. Walking access to each service within {limit} ({whose})',
  service: 'Service',
  sites: 'Sites',
  meanTime: 'Mean walk',
  noSite: 'no site',
  notAnalysed: 'not analysed here',
  servicesNote: 'Mean walk at {pace}, over those who can get there at all. {source}',

  access: 'Is there enough',
  accessCaption: 'Table {n}. Supply and demand of {service}',
  accessMethod: 'Method',
  meanScore: 'Mean capacity per thousand',
  gini: 'Gini',
  supplied: 'Capacity in reach of somebody',
  accessNote:
    'Capacity in the unit of the facility table. Read the Gini with the mean: it is small, too, where everyone has nothing.',
  accessNone:
    'The facility table states no capacity for {service}, so supply cannot be compared with demand.',
  missingCapacity:
    'Sites of {service} that state no capacity: {missing}. It is missing, not 0, and adds nothing to supply.',

  method: 'Method and parameters',
  methodFoot:
    'Walking time = length of the shortest way along streets ÷ pace; the distance from door to street is walked too, at both ends. Lengths on the WGS84 ellipsoid, unrounded.',
  methodStraight:
    'No streets were loaded: walking distance = straight line × {detour}, divided by pace; all approximate.',
  methodCovered:
    'In reach: the nearest facility that offers the service is at most {limit} away (inclusive). Out of reach = elders − in reach − not linked.',
  methodSteps: 'Steps take {factor} times as long as level ground.',
  methodNoSteps: 'Steps are treated as closed.',
  methodGates: 'A gated compound is walked only by those who start or end inside it, never as a short cut.',
  methodMotorRoads:
    'Motorways, trunk roads and motor roads without a pavement are walked here like other roads.',
  methodGatesOpen: 'All gated compounds are open to walk through.',
  methodSnap: 'A place more than {snap} from every walkable street is not linked and is listed apart.',
  methodMended:
    'The streets were corrected by the user in {count} places (drawn, opened, closed, made steps), listed in the field mends of the study.',
  methodAudit:
    '{count} pieces of street ({metres}) count as walk-audit sheets say: slope in place of the elevation, steps, waits, surface and clear width as seen; {lost} more were not found and left out.',
  methodEntrances:
    'The user moved or added {count} entrances of facilities, listed in the field mends of the study; of a facility with several entrances the nearest counts.',
  methodPolygons:
    'Elders given by area are spread evenly along the walkable streets inside it, never put on its centre.',
  methodPaper: 'On paper: covered where the straight line is at most {paper}.',
  method2sfca:
    'Two-step floating catchment area (Luo & Wang 2003): for each facility, capacity ÷ elders within the limit; for each elder, the sum of those ratios over the facilities within the limit.',
  methodZones:
    'Three zones: weights 1, 0.68 and 0.22 up to a third, two thirds and the whole of the limit (Luo & Qi 2009).',
  methodGaussian: 'Gaussian decay: the weight falls smoothly from 1 to 0 at the limit (Dai 2010).',
  methodGini: 'Gini weighted by persons; 0 means the same for all.',
  parametersCaption: 'Table {n}. Parameters',
  parameter: 'Parameter',
  value: 'Value',
  field: 'Field of the study file',

  data: 'Data',
  dataCaption: 'Table {n}. Files used',
  file: 'File',
  layer: 'Layer',
  fileDate: 'File date',
  read: 'Read',
  used: 'Used',
  refused: 'Refused',
  dateUnknown: 'not known',
  dataSystems: 'Coordinate systems: {systems}. All places were converted to WGS84.',
  dataNote:
    'Rows or features. Read = used + refused; refused rows and reasons are in a separate list. The SHA-256 below tells whether a file is unchanged.',
  streetsFact:
    'Street network: {edges} pieces, {metres} in all, {steps} of it steps; {islands} small pieces cut off from the rest.',

  limits: 'Limits',
  limitUnlinked:
    '{unlinked} elders live more than {snap} from every walkable street and are in neither figure; mostly a sign of missing streets.',
  limitAllLinked:
    'All elders are linked to a street; streets missing from the data would still make ways too long or too short.',
  limitIslands:
    'The network has {islands} small pieces cut off from the rest, mostly breaks in the data; places linked to them may wrongly count as out of reach.',
  limitApproximate:
    'Without streets, distances are approximate: the straight line × {detour}; detours round rivers, railways and walls are not seen.',
  limitBoundary:
    'Facilities and streets beyond the edge of the data are not seen, so access near the edge may be understated.',
  limitPolygons:
    'Persons given by area are taken as evenly spread; where in the area they really live is not known.',
  limitCapacity: 'Sites of {service} that state no capacity: {missing}; so supply is understated.',
  limitSlope: 'Slope, waiting at crossings and opening hours are not counted.',
  limitPace: 'Paces are settings, not measurements; people with sticks or wheelchairs are slower.',
  limitTiers: 'Colours and classes speak of totals, never of a person.',
  limitPrivacy:
    'Counts under {below} read “<{below}”; so that they cannot be worked out from totals, {withheld} more figures of any size read “{mark}”. Do not subtract briefs with other limits or dates from this one.',
  limitPrivacyNone: 'Counts under {below} would be hidden; this brief has none.',
  limitPrivacyOff: 'No threshold for small counts is set: this brief is for internal use only.',
  limitNotOfficial:
    'Facilities and persons are as the files state them, not checked on site; a map may need official review before publication.',

  hidden: 'n/s',
  footer: 'Care Circle · made on this machine, nothing uploaded',
  pageOf: 'Page {page} of {pages}',
  listJoin: ', ',

  legendTitle: 'To the nearest {service} site',
  legendWithin: 'within {to} min',
  legendBetween: '{from}–{to} min',
  legendBeyond: 'not within {limit} min',
  legendNever: 'no way there',
  legendSteps: 'dashed: steps',
  legendSite: '{service} site',
  legendGap: 'Elders out of reach: {classes}',
  legendPersons: '{from}–{to}',
  legendPersonsOver: '{from} or more',
  legendScale: 'scale bar: {length}',
  north: 'N',
  scale: '{metres} m',
  scaleKilometres: '{kilometres} km',
};
