/** The five steps of the work, in order. */
export const steps = ['data', 'walk', 'balance', 'sites', 'brief'] as const;
export type Step = (typeof steps)[number];
