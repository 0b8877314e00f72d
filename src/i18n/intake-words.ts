/** Words of the data step, and one line that says what a file was understood as. */
import type { FileReport } from '../domain/tables';
import { formatNumber, type Language } from './format';
import { intakeEn } from './intake-en';
import { intakeZh, type IntakeWords } from './intake-zh';
import { layerWord } from './words';

export type { IntakeWords };

export function intakeWords(language: Language): IntakeWords {
  return language === 'zh' ? intakeZh : intakeEn;
}

/** What people call an encoding: GBK for GB18030, as the menus of Excel and WPS do. */
export function encodingWord(label: string): string {
  const [name = '', rest] = label.split(' ');
  const known: Readonly<Record<string, string>> = {
    gb18030: 'GBK',
    gbk: 'GBK',
    shift_jis: 'Shift-JIS',
    big5: 'Big5',
  };
  return (known[name] ?? name.toUpperCase()) + (rest === undefined ? '' : ` ${rest}`);
}

/** 设施：45 家，GBK，百度坐标（BD-09）已转换，2 行没用上 */
export function understoodLine(report: FileReport, language: Language): string {
  const { list } = intakeWords(language);
  const zh = language === 'zh';
  const { kind, crs, shift, counted, join, dropped, refused, encoding, sheet, sheets } = report;
  const system =
    crs === 'EPSG:4326' || crs === '' ? '' : (list.systems[crs] ?? list.system(report.crsName ?? crs));
  const joined = join === undefined ? 0 : join.exact + join.folded + join.chosen;
  const parts = [
    counted === undefined
      ? list.counts[kind](formatNumber(report.rowsUsed))
      : list.counted(formatNumber(counted.persons), formatNumber(counted.places)),
    sheets !== undefined && sheets.length > 1 && sheet !== undefined ? list.sheet(sheet) : '',
    encodingWord(encoding),
    system,
    shift === undefined ? '' : list.shifted(formatNumber(Math.hypot(...shift))),
    joined > 0 ? list.joined(formatNumber(joined)) : '',
    dropped === undefined || dropped.length === 0 ? '' : list.dropped(formatNumber(dropped.length)),
    report.rowsUsed === 0
      ? list.empty
      : report.waits !== undefined && refused.length === 0
        ? list.waits
        : refused.length > 0
          ? list.left(formatNumber(refused.length))
          : list.noneLeft,
  ].filter((part) => part !== '');
  return `${list.table(layerWord(kind, language))}${zh ? '：' : ': '}${parts.join(zh ? '，' : ', ')}`;
}
