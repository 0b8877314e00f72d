/**
 * Every code a fault, note or refused row can carry. Each has a sentence in `i18n/faults-zh.ts` and `i18n/faults-en.ts`;
 * a law test checks that none is missing and none is unused.
 */
export const faultCodes = [
  // study
  'study.notJson',
  'study.unknownField',
  'study.wrongType',
  'study.newerVersion',
  'study.missingFile',
  'study.noStudyInZip',
  'study.noElders',
  'study.noFacilities',
  'study.noServices',
  'study.unknownMethod',
  'study.methodNotYet',
  // intake
  'osm.empty',
  'osm.truncated',
  'osm.notPbf',
  'osm.corrupt',
  'osm.compression',
  'osm.feature',
  'osm.tooLarge',
  'osm.noStreets',
  'osm.notXml',
  'osm.declarations',
  'osm.missingNodes',
  'lines.noLines',
  'lines.skipped',
  'lines.secondDirections',
  'lines.mixedClasses',
  'lines.notStreets',
  'lines.idsInconsistent',
  // network
  'network.noStreets',
  'network.closedWays',
  'network.besideSidewalk',
  'network.blockedNodes',
  'network.privateGates',
  'network.patches',
  'network.onewayFoot',
  'network.islands',
  // routing
  // access
  'access.bandsExceed',
  'access.eldersMissing',
  'access.noTiers',
  'access.tiersMissing',
  'access.districtUnknown',
  'access.outsideDistricts',
  'access.noCapacity',
  'access.capacityMissing',
  'access.noDemandInReach',
  // siting
  'siting.notYet',
  // brief
  // db
  // run
  'run.bug',
] as const;

export type FaultCode = (typeof faultCodes)[number];
