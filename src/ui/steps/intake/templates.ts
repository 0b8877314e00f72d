/** Tables to be filled in: the header of each layer that is a table, and one row that shows how. */
import { joinCsv, textCell } from '../../../brief/csv';
import type { LayerKind } from '../../../domain/study';

export const templateKinds = ['elders', 'facilities', 'volunteers', 'candidates'] as const;
type TemplateKind = (typeof templateKinds)[number] & LayerKind;

/** Headers that the reader knows by themselves; Chinese, as the offices that fill them in write. */
const tables: Readonly<Record<TemplateKind, readonly (readonly [header: string, example: string])[]>> = {
  elders: [
    ['编号', 'L001'],
    ['社区', '示例社区'],
    ['经度', '103.831200'],
    ['纬度', '36.061400'],
    ['60岁及以上', '12'],
    ['60-69岁', '6'],
    ['70-79岁', '4'],
    ['80岁及以上', '2'],
    ['失能失智', '1'],
    ['空巢独居', '3'],
    ['低龄活力', '6'],
    ['待评估', '2'],
  ],
  facilities: [
    ['编号', 'S001'],
    ['机构名称', '示例日间照料中心'],
    ['经度', '103.833000'],
    ['纬度', '36.062000'],
    ['服务项目', '助餐、日间照料'],
    ['床位数', '20'],
    ['供餐能力', '60'],
  ],
  volunteers: [
    ['编号', 'Z001'],
    ['社区', '示例社区'],
    ['经度', '103.832000'],
    ['纬度', '36.061000'],
    ['每周小时', '4'],
    ['技能', '助行、助聊'],
  ],
  candidates: [
    ['编号', 'B001'],
    ['名称', '示例闲置用房'],
    ['经度', '103.834000'],
    ['纬度', '36.060500'],
    ['费用', '300000'],
  ],
};

export function templateCsv(kind: TemplateKind): string {
  const columns = tables[kind];
  return joinCsv(
    columns.map(([header]) => header),
    [columns.map(([, example]) => textCell(example))],
  );
}
