/** What each code says in English: what happened, and what to do. `{x}` is a blank of the fault. */
import type { FaultCode } from '../domain/codes';

export const faultsEn: Record<FaultCode, string> = {
  // study
  'study.notJson': 'The study file is not valid JSON ({reason}). Open one saved by this page, or correct it and open it again.',
  'study.unknownField': 'The study file has an unknown field “{field}”. Check its spelling, or remove it.',
  'study.wrongType': 'The field “{field}” of the study file should be {expected}. Correct it and open it again.',
  'study.newerVersion': 'This study was saved by a newer version ({version}); this one reads up to {known}. Update the page and open it again; the file is unchanged.',
  'study.missingFile': 'The study names the file “{file}”, which was not found. Put it beside the study file, or drop both together.',
  'study.noStudyInZip': 'The zip holds no study.json. Drop a study zip saved by this page, or unpack it and drop the data files.',
  'study.noElders': 'There are no elders yet. Drop a table with longitude, latitude and counts, or areas with counts.',
  'study.noFacilities': 'There are no facilities yet. Drop a table of facilities with longitude and latitude.',
  'study.noServices': 'The study names no service. Choose at least one, meals for example.',
  'study.unknownMethod': 'Unknown access method “{method}”. There are: 2sfca, 2sfca:zones, 2sfca:gaussian, 2sfca:epanechnikov.',
  'study.methodNotYet': 'The access method “{method}” is not built yet and was left out. There are: 2sfca, 2sfca:zones, 2sfca:gaussian, 2sfca:epanechnikov.',
  // intake
  'osm.empty': 'The street file is empty (0 bytes). Export or download it again.',
  'osm.truncated': 'The street file breaks off at byte {offset}; part of it is missing. Download it again.',
  'osm.notPbf': 'This is not an OSM pbf file. Drop an .osm.pbf from OpenStreetMap, or the format the file really has.',
  'osm.corrupt': 'The street file is damaged near byte {offset} ({reason}). Download it again.',
  'osm.compression': 'The street file is compressed with {name}, which this page cannot read. Write it again with zlib, for example: osmium cat in.pbf -o out.osm.pbf.',
  'osm.feature': 'The street file needs “{feature}”, which this page cannot read. Drop an ordinary extract without history.',
  'osm.tooLarge': 'The street file has more than {millions} million nodes, more than a page can hold. Cut out your city first, for example: osmium extract -b west,south,east,north.',
  'osm.noStreets': 'The street file holds no streets. Drop an extract with highways of the city.',
  'osm.notXml': 'This is not an OSM XML file ({reason}). Drop an .osm file exported from OpenStreetMap.',
  'osm.declarations': 'The OSM XML file declares a document type or entities, which may be an attack, and was not read. Export it again from OpenStreetMap.',
  'osm.missingNodes': '{ways} streets run over the edge of the extract; they were cut where {nodes} nodes are missing. Take a larger extract if places near the edge matter.',
  'lines.noLines': 'The street file holds no lines. Drop lines (LineString) of streets.',
  'lines.skipped': '{count} features without a usable line were left out of the streets. Check them if streets are missing on the map.',
  'lines.secondDirections': '{count} lines were the second direction of a street that is there already, and were left out. Nothing need be done.',
  'lines.mixedClasses': '{count} lines list several classes of street; they count as steps only where all of it is steps.',
  'lines.notStreets': '{count} lines are railways, waterways, boundaries or power lines and were left out of the streets.',
  'lines.idsInconsistent': 'The ids u and v of the lines do not fit their ends, so lines were joined where they share a vertex. Bridges may then join the road under them; check the map.',
  // network
  'network.noStreets': 'None of the {ways} ways of the street file can be walked. Drop a file that holds streets and footways.',
  'network.closedWays': '{count} ways are closed to walkers (motorways, no entry for pedestrians, under construction) and were left out. Correct their tags in OpenStreetMap if this is wrong.',
  'network.besideSidewalk': '{count} pieces of road were left out because their pavements are drawn beside them as footways. Nothing need be done.',
  'network.blockedNodes': '{count} barriers (wall, fence, no entry) block a street. Check them if people do pass there.',
  'network.privateGates': '{count} gates are tagged private; walkers pass them in this analysis. Check them if they are locked.',
  'network.patches': '{count} gated compounds: their streets serve trips that start or end inside, and no short cuts, unless the gates are opened in the settings.',
  'network.onewayFoot': '{count} ways are one-way for walkers; they are walked both ways here. Times near them may be too short.',
  'network.islands': '{count} small pieces of network ({km} km) are not joined to the rest. A point links to one only where no larger piece is near, and is then listed.',
  // routing
  // access
  'access.bandsExceed': 'In {rows} rows of elders the age bands sum to more than the elders ({persons} persons more in all). Figures at own pace count the bands; correct one of the two.',
  'access.eldersMissing': '{rows} rows of elders have no count; they add nobody. Fill in the counts.',
  'access.noTiers': 'The study weighs demand by tier, but the elders have no tier column (red, yellow, green, grey). Name the columns, or count demand by elders.',
  'access.tiersMissing': '{rows} rows of elders have tiers without a count; those tiers add nothing to the weighted demand. Fill in the counts.',
  'access.districtUnknown': 'The district column of {rows} rows names no district of the map ({names}{more}); their place decided instead. Make the names in both files the same.',
  'access.outsideDistricts': '{persons} persons ({rows} rows) lie in no district; they count in the totals but in no row of the district table. Add the missing districts, or check the coordinates.',
  'access.noCapacity': 'None of the {count} sites of “{service}” has its capacity stated, so there are no accessibility scores for it. Add a capacity column.',
  'access.capacityMissing': '{count} sites of “{service}” have no capacity stated and are left out of the accessibility scores: {names}{more}. Fill in their capacity.',
  'access.noDemandInReach': 'Nobody lives within reach of {count} sites of “{service}”, so their capacity is in no accessibility score: {names}{more}. Check where they stand, or lengthen the limit.',
  // siting
  'siting.notYet': 'This version does not choose sites yet; the results hold no new places.',
  // brief
  // db
  // run
  'run.bug': 'The program met an error ({message}). No data are lost; save the study, reload the page, and tell us this sentence.',
};
