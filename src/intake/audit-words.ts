/** What people write into the cells of a walk-audit sheet, in Chinese and English. Anything else is refused, not guessed. */
import type { Compass, CrossingKind, Lighting, Surface } from '../domain/audit';
import { plainText } from './values';

export const crossingWords = table<CrossingKind>({
  none: '无 没有 不过街 none no 0',
  zebra: '斑马线 人行横道 斑马线无灯 无灯 zebra crossing unsignalled',
  signal: '红绿灯 信号灯 有灯 灯控 signal signals lights',
});
export const lightingWords = table<Lighting>({
  good: '好 良好 亮 good',
  poor: '差 较差 暗 poor dim',
  none: '无 没有 none no',
});
export const surfaceWords = table<Surface>({
  good: '好 平整 良好 good even',
  uneven: '不平 较差 一般 uneven fair',
  bad: '差 破损 很差 bad broken',
});
export const compassWords = table<Compass>({
  N: '北 n north',
  NE: '东北 ne northeast',
  E: '东 e east',
  SE: '东南 se southeast',
  S: '南 s south',
  SW: '西南 sw southwest',
  W: '西 w west',
  NW: '西北 nw northwest',
});

/** The value that a cell's word stands for; undefined where it is no word of the table. */
export function wordValue<T>(words: ReadonlyMap<string, T>, cell: string): T | undefined {
  const plain = plainText(cell)
    .toLowerCase()
    .replace(/^(向|往|朝)|(边|面|方|侧)$/g, '');
  return words.get(plain);
}

function table<T extends string>(texts: Readonly<Record<T, string>>): ReadonlyMap<string, T> {
  return new Map(
    (Object.keys(texts) as T[]).flatMap((value) =>
      texts[value].split(' ').map((word): [string, T] => [word, value]),
    ),
  );
}
