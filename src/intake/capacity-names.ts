/** Columns that name a service and, in brackets, what of it is counted: "助餐（份/日）", "bathing (places)". */
import type { Service } from '../domain/service';
import { headerForms } from './roles';
import { servicesOf } from './service-words';

const chineseUnit = /^[每可日天周月]*[份床张位座席个人次名]+数?([/／每]?(日|天|周|星期|月))?$/;
const englishUnit = /^(places|seats|beds|meals|people|persons|slots)?( ?(\/|per|a) ?(day|week))?$/;

/** The service of which such a header says how many it holds; null for any other header. */
export function serviceCounted(label: string): Service | null {
  const unit = /[(（[【]([^)）\]】]+)[)）\]】]\s*$/.exec(label)?.[1]?.trim().toLowerCase();
  if (unit === undefined || !(chineseUnit.test(unit) || englishUnit.test(unit))) return null;
  const named = servicesOf(headerForms(label).last);
  return named.length === 1 ? named[0]! : null;
}
