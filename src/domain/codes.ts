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
  // network
  // routing
  // access
  // siting
  'siting.notYet',
  // brief
  // db
  // run
  'run.bug',
] as const;

export type FaultCode = (typeof faultCodes)[number];
