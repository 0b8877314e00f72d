/** A run that cannot begin because layers are still to come is a step on the way, not a failure: it is not shown as one. */
import type { Fault } from '../../domain/fault';
import type { StudySettings } from '../../domain/study';

/** A layer that is there and yields no row is a failure all the same. */
export function isWaiting({ code }: Fault, layers: StudySettings['layers']): boolean {
  if (code === 'study.eldersWait') return true;
  if (code === 'study.noElders') return layers.elders === undefined;
  return code === 'study.noFacilities' && layers.facilities === undefined;
}
