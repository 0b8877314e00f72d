/** What a Chinese brief says instead where no streets were loaded: no word of ways walked along streets, and 近似 beside every figure of a walk. */
import type { BriefPhrase } from './brief-zh';

export const briefStraightZh: Readonly<Partial<Record<BriefPhrase, string>>> = {
  summary: '摘要（近似）',
  people: '截至{date}，{area}数据中{elders}有{linked}计入步行分析；另有{unlinked}未计入。',
  conclusionOwn:
    '按各年龄段自己的步速、以直线距离近似计算，老人中有{gap}在{limit}内走不到任何一处{service}点，占计入分析的{gapShare}。',
  conclusionOverall:
    '按{pace}、以直线距离近似计算，老人中有{gap}在{limit}内走不到任何一处{service}点，占计入分析的{gapShare}。',
  conclusionShareHidden: '以直线距离近似计算，老人中有{gap}在{limit}内走不到任何一处{service}点。',
  conclusionNone: '以直线距离近似计算，计入分析的老人（{linked}）都能在{limit}内走到一处{service}点。',
  paperAndFoot:
    '图纸上（直线{paper}内）算作覆盖的老人中，近似有{paperOnly}按步速走不到：图纸达标、脚下不达标。',
  paperNet: '与图纸口径（直线{paper}内）相比，近似走得到的至少少{paperOnly}。',
  slower:
    '近似地看，若人人都按{pace}步行，可达率为{overallShare}；按各年龄段自己的步速，可达率为{ownShare}。',
  alone: '按{pace}近似走得到的老人中，有{alone}只有一处可去，一处停业即断供。',

  gapLabel: '{limit}内走不到{service}点（近似）',
  paperOnlyLabel: '图纸达标、脚下不达标（近似）',
  paperOnlyBase: '直线{paper}以内，按步速却走不到',
  scoreLabel: '每千位老人平均可及的{service}能力（近似）',
  aloneLabel: '只有一处{service}点可去（近似）',

  map: '走不到的地方在哪里（近似）',
  mapCaption: '图 1　走不到{service}点的老人（{date}，近似）',
  mapAlt: '地图（近似）：圆圈大小表示走不到的老人数，字标为{service}点。',
  mapSource:
    '没有街道数据，不画路；圆圈是近似，按{people}汇总，不画任何一位老人的住处。坐标系 WGS84，上方为北。',

  districtsCaption: '表 {n}　各社区{limit}步行可达{service}情况（{whose}，近似）',
  personsUnit: '单位：人，不含未计入分析的老年人。可达率＝走得到÷计入分析。',
  fractions: '人数有小数的，表中四舍五入，合计或有 1 的出入。',
  bandsCaption: '表 {n}　各年龄段在图纸上与脚下的{service}覆盖（脚下为近似）',
  bandsNote: '图纸：直线{paper}内有{service}点。脚下：按本年龄段步速近似，{limit}内走得到。',
  servicesCaption: '表 {n}　各项服务{limit}步行可达情况（{whose}，近似）',
  accessCaption: '表 {n}　{service}供需可达性（近似）',

  methodCovered: '走得到：到最近一处提供该服务的设施近似不超过{limit}（含恰好）。走不到＝计入分析－走得到。',
  methodPolygons: '以面给出的老年人放在面内一点计算，也是近似。',
  limitBoundary: '边界外的设施若不在数据内，边缘的老人可能被低估。',
};
