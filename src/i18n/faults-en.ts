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
  'study.unknownMethod': 'Unknown access method “{method}”. There are: 2sfca, 2sfca:zones, 2sfca:gaussian.',
  'study.methodNotYet': 'The access method “{method}” is not built yet and was left out. There are: 2sfca, 2sfca:zones, 2sfca:gaussian.',
  // intake
  // network
  // routing
  // access
  // siting
  'siting.notYet': 'This version does not choose sites yet; the results hold no new places.',
  // brief
  // db
  // run
  'run.bug': 'The program met an error ({message}). No data are lost; save the study, reload the page, and tell us this sentence.',
};
