/** Columns of a walk-audit sheet, by the words of the sheet itself. */
export const auditRoles = [
  'length',
  'slope',
  'uphill',
  'steps',
  'handrail',
  'benches',
  'crossing',
  'wait',
  'lighting',
  'surface',
  'width',
] as const;

/** On a header in the forms `headerForms` gives. */
export const auditPatterns: Readonly<Record<string, readonly RegExp[]>> = {
  piece: [/^(定位码|piece_?key)$/],
  length: [/^(长度|length)$/],
  slope: [/^(坡度|slope)$/],
  uphill: [/^(上坡朝向|上坡方向|uphill|uphill_towards)$/],
  steps: [/^(台阶|台阶数|级数|steps|step_count)$/],
  handrail: [/^(扶手|handrail)$/],
  benches: [/^(座椅|休息座椅|长椅|benches)$/],
  crossing: [/^(过街|过街方式|crossing)$/],
  wait: [/^(过街等候|等候|wait|crossing_wait)$/],
  lighting: [/^(照明|路灯|lighting)$/],
  surface: [/^(路面|surface)$/],
  width: [/^(净宽|宽度|clear_width|width)$/],
};
