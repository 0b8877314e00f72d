/** Saving without names and ID numbers: the words of the dialog, and what cleaned files and their columns are called. */
import type { CleanWords } from '../intake/cleaned-layer';
import type { Language } from './format';
import { formatNumber } from './format';

const zhFile: CleanWords = {
  suffix: '（已去身份）',
  row: '原表行号',
  ageBand: '年龄段',
  lon: '经度',
  lat: '纬度',
  elders: '老年人数',
  district: '社区',
  bands: { age60: '60-69岁', age70: '70-79岁', age80: '80岁及以上' },
  tiers: { red: '红档人数', yellow: '黄档人数', green: '绿档人数', grey: '灰档人数' },
};

const enFile: CleanWords = {
  suffix: ' (no identity)',
  row: 'row in the original',
  ageBand: 'age band',
  lon: 'lon',
  lat: 'lat',
  elders: 'elders',
  district: 'district',
  bands: { age60: '60-69', age70: '70-79', age80: '80+' },
  tiers: { red: 'red', yellow: 'yellow', green: 'green', grey: 'grey' },
};

export function cleanWords(language: Language): CleanWords {
  return language === 'zh' ? zhFile : enFile;
}

const zh = {
  title: '保存研究',
  lead: '下面这些内容不会存进文件，打开后的结果不变：',
  columns: (names: string) => `去掉的列：${names}`,
  cells: '其他列里的电话、证件号和姓名用“—”代替',
  counted: (persons: number, places: number) =>
    `${formatNumber(persons)} 人只按地点存人数（${formatNumber(places)} 处）`,
  idleSheet: (sheet: string, names: string) => `工作表“${sheet}”没有用到，不存（里面有：${names}）`,
  instead: (file: string) => `改存为：${file}`,
  original: '连同原始文件（含姓名、证件号，仅限本机留存）',
  save: '保存',
  close: '取消',
};

export type SaveWords = typeof zh;

const en: SaveWords = {
  title: 'Save the study',
  lead: 'The following is left out of the saved file; the results stay the same:',
  columns: (names) => `Columns left out: ${names}`,
  cells: 'Telephone and ID numbers and names in other columns become “—”',
  counted: (persons, places) =>
    `${formatNumber(persons)} persons are kept only as counts at ${formatNumber(places)} places`,
  idleSheet: (sheet, names) => `Sheet “${sheet}” is not used and left out (it holds: ${names})`,
  instead: (file) => `Saved as: ${file}`,
  original: 'With the original files (names and ID numbers inside, for this computer only)',
  save: 'Save',
  close: 'Cancel',
};

export function saveWords(language: Language): SaveWords {
  return language === 'zh' ? zh : en;
}
