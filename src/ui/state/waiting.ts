/** A run that cannot begin because elders wait for boundaries is a step on the way, not a failure: it is not shown as one. */
import type { Fault } from '../../domain/fault';

export function isWaiting({ code }: Fault): boolean {
  return code === 'study.eldersWait';
}
