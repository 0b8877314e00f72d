/** Which layers are shown: a matter of the view, never of the study. */
export const switchNames = [
  'reach',
  'elders',
  'facilities',
  'others',
  'districts',
  'volunteers',
  'backdrop',
] as const;
export type SwitchName = (typeof switchNames)[number];
export type LayerSwitches = Readonly<Record<SwitchName, boolean>>;

export const defaultSwitches: LayerSwitches = {
  reach: true,
  elders: true,
  facilities: true,
  others: false,
  districts: true,
  volunteers: false,
  backdrop: true,
};
