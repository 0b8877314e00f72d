/** Settings of a study in words, for the parameter table and for "where does this number come from". */
import type { AuditWalk, StudySettings } from '../domain/study';
import { formatMetres, formatMinutes, formatPace, formatSetting, type Language } from './format';
import { bandWord, methodWord, tierWord } from './words';

export interface ParameterRow {
  /** Path in the study file: `walk.limitMinutes`. */
  readonly field: string;
  readonly name: string;
  readonly value: string;
}

/** Every setting that a figure of a first-cut brief depends on, in the order a reader asks for them. */
export function parameterRows(settings: StudySettings, language: Language): ParameterRow[] {
  const { access, privacy, walk } = settings;
  const zh = language === 'zh';
  const yes = (is: boolean): string => (zh ? (is ? '是' : '否') : is ? 'yes' : 'no');
  const seconds = (value: number): string => `${formatSetting(value)}\u00a0${zh ? '秒' : 's'}`;
  const row = (field: string, zhName: string, enName: string, value: string): ParameterRow => ({
    field,
    name: zh ? zhName : enName,
    value,
  });
  const rows = [
    row('walk.limitMinutes', '步行时限', 'Walking limit', formatMinutes(walk.limitMinutes, language)),
    row(
      'walk.metresPerSecond',
      '步速（年龄不详）',
      'Pace where age is not known',
      formatPace(walk.metresPerSecond, language),
    ),
    ...(['age60', 'age70', 'age80'] as const).map((band) =>
      row(
        `walk.paces.${band}`,
        `步速：${bandWord(band, 'zh')}`,
        `Pace: ${bandWord(band, 'en')}`,
        formatPace(walk.paces[band], language),
      ),
    ),
    row(
      'walk.paperMetres',
      '图纸半径（直线）',
      'Radius on paper (straight line)',
      formatMetres(walk.paperMetres, language),
    ),
    row(
      'walk.snapMetres',
      '接上街道的最远距离',
      'Furthest link to a street',
      formatMetres(walk.snapMetres, language),
    ),
    row('walk.steps', '台阶可走', 'Steps can be walked', yes(walk.steps)),
    row(
      'walk.stepsFactor',
      '台阶用时倍数',
      'Time on steps, times level ground',
      `×${formatSetting(walk.stepsFactor)}`,
    ),
    row('walk.throughGates', '可穿行封闭小区', 'Gated compounds are open', yes(walk.throughGates)),
    ...(walk.motorRoads
      ? [
          row(
            'walk.motorRoads',
            '无人行道的快速路也可走',
            'Fast roads without pavement are walked',
            yes(true),
          ),
        ]
      : []),
    row('walk.slope', '坡度', 'Slope', walk.slope === 'none' ? (zh ? '不计' : 'not counted') : walk.slope),
    row('walk.crossingSeconds', '每次过街等候', 'Wait at each crossing', seconds(walk.crossingSeconds)),
    ...(walk.signalSeconds === null
      ? []
      : [row('walk.signalSeconds', '每个红绿灯等候', 'Wait at each signal', seconds(walk.signalSeconds))]),
    ...(walk.gateSeconds === 0
      ? []
      : [row('walk.gateSeconds', '每道门耗时', 'Time at each gate', seconds(walk.gateSeconds))]),
    ...(walk.floors === 0
      ? []
      : [row('walk.floors', '出门要走的楼层', 'Floors walked to the street', formatSetting(walk.floors))]),
    ...(walk.stepSeconds === null
      ? []
      : [
          row(
            'walk.stepSeconds',
            '每级台阶用时（级数已知处）',
            'Time per step, where steps are counted',
            seconds(walk.stepSeconds),
          ),
        ]),
    ...(walk.osmConditions
      ? [
          row(
            'walk.osmConditions',
            '街道标注的路面、宽度、坡度计入用时',
            'Tagged surfaces, widths and slopes count',
            yes(true),
          ),
        ]
      : []),
    ...((settings.layers.audit ?? []).length === 0 && !walk.osmConditions
      ? []
      : [
          row('walk.audit', '实地调查路段的计时', 'Costs of audited pieces', auditWord(walk.audit, language)),
        ]),
    ...(walk.profiles.length === 0
      ? []
      : [
          row(
            'walk.profiles',
            '另算的步行者',
            'Kinds of walkers',
            walk.profiles
              .map((own) => `${zh ? own.zh : own.en} ${formatSetting(own.metresPerSecond)} m/s`)
              .join(zh ? '；' : '; '),
          ),
        ]),
    row('walk.direction', '步行方向', 'Direction walked', directionWord(walk.direction, zh)),
    row(
      'walk.detour',
      '绕行系数（无街道时）',
      'Detour factor (without streets)',
      `×${formatSetting(walk.detour)}`,
    ),
    row(
      'access.methods',
      '供需方法',
      'Access methods',
      access.methods.map((method) => methodWord(method, language)).join(zh ? '；' : '; '),
    ),
    row('need.demand', '需求口径', 'Demand', demandWord(settings, language)),
    row('privacy.suppressBelow', '人数隐去门槛', 'Counts hidden below', formatSetting(privacy.suppressBelow)),
    row('seed', '随机种子', 'Random seed', String(settings.seed)),
  ];
  return rows;
}

function auditWord(audit: AuditWalk, language: Language): string {
  const [uneven, bad] = [formatSetting(audit.unevenFactor), formatSetting(audit.badFactor)];
  const [width, tread] = [formatSetting(audit.minWidthMetres), formatSetting(audit.treadMetres)];
  return language === 'zh'
    ? `路面不平 ×${uneven}，路面差 ×${bad}（轮椅不通）；净宽不足 ${width}\u00a0m 轮椅不通；每级台阶进深 ${tread}\u00a0m`
    : `uneven ×${uneven}, bad ×${bad} (no wheelchairs); no wheelchairs below ${width}\u00a0m of width; ${tread}\u00a0m going a step`;
}

function directionWord(direction: StudySettings['walk']['direction'], zh: boolean): string {
  if (direction === 'toFacility') return zh ? '老人走到设施' : 'from elder to facility';
  if (direction === 'fromFacility') return zh ? '设施走到老人' : 'from facility to elder';
  return zh ? '往返' : 'there and back';
}

function demandWord({ need }: StudySettings, language: Language): string {
  if (need.demand === 'elders') return language === 'zh' ? '老年人数' : 'elders';
  return Object.entries(need.weights)
    .map(
      ([tier, weight]) =>
        `${tierWord(tier as keyof typeof need.weights, language)} ×${formatSetting(weight)}`,
    )
    .join(language === 'zh' ? '、' : ', ');
}
