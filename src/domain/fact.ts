/** A figure that can say where it came from: what it counts, of whom, by which method, from which files, with which settings. */
import type { CutOffCause } from './findings';
import type { Band, Service } from './service';

export const factKinds = [
  'elders',
  'linked',
  'unlinked',
  'covered',
  'gap',
  'share',
  'paperCovered',
  'paperGap',
  'paperShare',
  'paperOnly',
  'cutOff',
  'alone',
  'severalSites',
  'meanSeconds',
  'sites',
  'facilities',
  'meanScore',
  'gini',
  'suppliedCapacity',
] as const;
export type FactKind = (typeof factKinds)[number];

/** Whose pace: everyone's, each their own, one age band's, or of those whose age band is not known (at everyone's pace). */
export type FactScope = 'overall' | 'own' | Band | 'ageUnknown';

export type FactUnit = 'persons' | 'share' | 'seconds' | 'sites' | 'perPerson' | 'capacity' | 'index';

/** What a fact is about; also its address. */
export interface FactTopic {
  readonly kind: FactKind;
  readonly service?: Service;
  readonly scope?: FactScope;
  /** Position in `Districts`, or 'outside' for those in none. */
  readonly district?: number | 'outside';
  /** Access method, `2sfca:gaussian`. */
  readonly method?: string;
  /** Of `cutOff` those whom this keeps; left out of all of them. */
  readonly cause?: CutOffCause;
}

export interface Fact {
  readonly key: string;
  readonly topic: FactTopic;
  /** Name of the district where the topic has one, else ''. */
  readonly districtName: string;
  /** NaN where there is no figure. */
  readonly value: number;
  readonly unit: FactUnit;
  /** Key of the fact this one is a part or a share of; null for a base itself. */
  readonly base: string | null;
  /** Files it was computed from. */
  readonly files: readonly string[];
  /** The settings it depends on, by their path in the study. */
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
}

/** `gap:meals:own:district-3`, `cutOff:meals:own:water`: the same topic always gives the same key. */
export function factKey(topic: FactTopic): string {
  const parts: string[] = [topic.kind];
  if (topic.service !== undefined) parts.push(topic.service);
  if (topic.scope !== undefined) parts.push(topic.scope);
  if (topic.method !== undefined) parts.push(topic.method);
  if (topic.cause !== undefined) parts.push(topic.cause);
  if (topic.district !== undefined) parts.push(`district-${topic.district}`);
  return parts.join(':');
}
