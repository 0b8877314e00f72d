/** Supply and need of one service by one method, as the balance step lists them. Pure: findings in, rows out. */
import { factOf, type Facts } from '../../brief/facts';
import { factKey, type Fact } from '../../domain/fact';
import type { AccessFindings, Findings, ServiceFindings } from '../../domain/findings';

export interface SupplyRow {
  readonly facility: number;
  readonly name: string;
  /** Places; NaN is not stated, 0 is closed. */
  readonly capacity: number;
  readonly eldersWithin: number;
  readonly eldersAlone: number;
  /** Capacity per person in reach; NaN where there is none to share. */
  readonly score: number;
  /** More persons have only this site than it has places. */
  readonly full: boolean;
}

/** Sites of the service, most crowded first (least capacity per person); those without a score last, in file order. */
export function supplyRows(
  findings: Findings,
  service: ServiceFindings,
  access: AccessFindings,
): SupplyRow[] {
  const { facilities } = findings;
  const capacities = facilities.capacity[service.service];
  const rows = [...service.sites].map((facility): SupplyRow => {
    const capacity = capacities?.[facility] ?? NaN;
    const eldersAlone = service.eldersAlone[facility]!;
    return {
      facility,
      name: facilities.names[facility] || facilities.ids[facility]!,
      capacity,
      eldersWithin: service.eldersWithin[facility]!,
      eldersAlone,
      score: access.facilities[facility]!,
      full: capacity > 0 && eldersAlone > capacity,
    };
  });
  const rank = ({ score }: SupplyRow) => (Number.isNaN(score) ? Infinity : score);
  return rows.sort((a, b) => rank(a) - rank(b) || a.facility - b.facility);
}

/** Mean score of each district's linked elders (persons as weights), as facts, least first. */
export function districtScores(findings: Findings, access: AccessFindings, facts: Facts): Fact[] {
  const { elders, elderDistrict, districts } = findings;
  const weighted = new Float64Array(districts.count);
  const persons = new Float64Array(districts.count);
  for (let row = 0; row < elders.count; row += 1) {
    const district = elderDistrict[row]!;
    const score = access.elders[row]!;
    const count = elders.elders[row]!;
    if (district < 0 || Number.isNaN(score) || Number.isNaN(count)) continue;
    weighted[district]! += score * count;
    persons[district]! += count;
  }
  const mean = factOf(facts, { kind: 'meanScore', service: access.service, method: access.method });
  const rows: Fact[] = [];
  for (let district = 0; district < districts.count; district += 1) {
    if (persons[district] === 0) continue;
    rows.push({
      ...mean,
      key: `${mean.key}:district-${district}`,
      topic: { ...mean.topic, district },
      districtName: districts.names[district] || districts.ids[district]!,
      value: weighted[district]! / persons[district]!,
      base: factKey({ kind: 'linked', district }),
    });
  }
  return rows.sort((a, b) => a.value - b.value);
}

/** Σ demand × score equals the capacity that has demand in reach, but for rounding in the sums. */
export function isBalanced({ demandTimesScore, suppliedCapacity }: AccessFindings): boolean {
  return Math.abs(demandTimesScore - suppliedCapacity) <= 1e-9 * Math.max(1, suppliedCapacity);
}
