/** The nine services (九助), the five around them, age bands and tiers: the closed vocabularies of the field. */

/** Order is the order of bits in `Facilities.services` and of buttons on the page; never reorder, only append. */
export const services = [
  'meals',
  'bathing',
  'cleaning',
  'emergency',
  'medical',
  'mobility',
  'companionship',
  'errands',
  'legal',
  'daycare',
  'respite',
  'rehab',
  'dementia',
  'culture',
] as const;
export type Service = (typeof services)[number];

/** The nine 九助, which the page always shows, dashed where no site offers them. */
export const nineServices = services.slice(0, 9);

/** Age bands: 60–69, 70–79, 80 and over. */
export const bands = ['age60', 'age70', 'age80'] as const;
export type Band = (typeof bands)[number];

/** red 失能失智, yellow 空巢独居, green 低龄活力, grey 待评估 (domain.md row 22). */
export const tiers = ['red', 'yellow', 'green', 'grey'] as const;
export type Tier = (typeof tiers)[number];

export function isService(word: string): word is Service {
  return (services as readonly string[]).includes(word);
}

/** The bit of a service in `Facilities.services`. */
export function serviceBit(service: Service): number {
  return 1 << services.indexOf(service);
}
