/** Districts of the facts by persons missed, the most first; ties in the order of the districts. */
import { factOf, type Facts } from '../../brief/facts';
import type { Fact } from '../../domain/fact';

export interface DistrictGap {
  readonly district: number | 'outside';
  readonly name: string;
  readonly covered: Fact;
  readonly gap: Fact;
  /** Linked to a street: covered + gap. */
  readonly linked: Fact;
}

export function districtGaps(facts: Facts): DistrictGap[] {
  const { headline: service, scope } = facts;
  return facts.districts
    .map((district) => {
      const gap = factOf(facts, { kind: 'gap', service, scope, district });
      return {
        district,
        name: gap.districtName,
        covered: factOf(facts, { kind: 'covered', service, scope, district }),
        gap,
        linked: factOf(facts, { kind: 'linked', district }),
      };
    })
    .sort((a, b) => b.gap.value - a.gap.value);
}
