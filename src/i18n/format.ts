/** Numbers, lengths, times and dates as words of a language. Metres, seconds and persons come in; minutes and kilometres go out. */

export type Language = 'zh' | 'en';

/** Narrow no-break space: a thin space that never breaks a number over two lines. */
const THIN = '\u202f';
/** No-break space between a number and its unit. */
const NB = '\u00a0';
/** What stands where there is no number. */
export const noValue = '—';

/** A count or any number with at most `digits` decimals, thousands parted by a thin space; '—' where missing or infinite. */
export function formatNumber(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return noValue;
  const fixed = Math.abs(value).toFixed(digits);
  const [whole, decimals] = fixed.split('.') as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  const sign = value < 0 && Number(fixed) !== 0 ? '−' : '';
  return sign + grouped + (decimals === undefined ? '' : `.${decimals}`);
}

/** A number as short as it is exact to `digits` decimals: 0.8, 15, 1.25. For settings. */
export function formatSetting(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return noValue;
  const text = formatNumber(value, digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A share 0–1 as percent with one decimal; never rounds what is not all to 100 %, nor what is not none to 0 %. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return noValue;
  if (share < 1 && share > 0.9995 - 1e-12) return '>99.9%';
  if (share > 0 && share < 0.0005) return '<0.1%';
  return `${formatNumber(share * 100, 1)}%`;
}

export function formatPersons(persons: number, language: Language): string {
  if (!Number.isFinite(persons)) return noValue;
  const count = formatNumber(persons);
  if (language === 'zh') return `${count}${NB}人`;
  return `${count}${NB}${count === '1' ? 'person' : 'persons'}`;
}

/** Metres below 10 km, else kilometres with one decimal. */
export function formatMetres(metres: number, language: Language): string {
  if (!Number.isFinite(metres)) return noValue;
  const zh = language === 'zh';
  if (Math.abs(metres) < 9999.5) return `${formatNumber(metres)}${NB}${zh ? '米' : 'm'}`;
  return `${formatNumber(metres / 1000, 1)}${NB}${zh ? '公里' : 'km'}`;
}

/** "38 分 30 秒" / "38 min 30 s": rounded to the second first, so that it never says 60 s; full minutes and less than one minute say one part only. */
export function formatDuration(seconds: number, language: Language): string {
  if (!Number.isFinite(seconds)) return noValue;
  const total = Math.round(seconds);
  const minutes = Math.floor(total / 60);
  const rest = total - minutes * 60;
  const [minuteWord, secondWord] = language === 'zh' ? ['分', '秒'] : ['min', 's'];
  const parts: string[] = [];
  if (minutes > 0) parts.push(`${formatNumber(minutes)}${NB}${minuteWord}`);
  if (rest > 0 || minutes === 0) parts.push(`${rest}${NB}${secondWord}`);
  return parts.join(NB);
}

/** A limit in minutes: "15 分钟" / "15 minutes". */
export function formatMinutes(minutes: number, language: Language): string {
  if (language === 'zh') return `${formatSetting(minutes)}${NB}分钟`;
  return `${formatSetting(minutes)}${NB}${minutes === 1 ? 'minute' : 'minutes'}`;
}

/** Metres a second with at least one decimal, so that paces in a column compare: 1.0, 0.8, 0.65. */
export function formatPace(metresPerSecond: number, language: Language): string {
  const pace = Number.isInteger(metresPerSecond)
    ? formatNumber(metresPerSecond, 1)
    : formatSetting(metresPerSecond);
  return `${pace}${NB}${language === 'zh' ? '米/秒' : 'm/s'}`;
}

/** Capacity per person as capacity per thousand persons, three significant figures. */
export function formatPerThousand(score: number): string {
  if (!Number.isFinite(score)) return noValue;
  const value = score * 1000;
  if (value === 0) return '0';
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  return formatNumber(value, Math.min(6, Math.max(0, 2 - magnitude)));
}

/** An index such as Gini, three decimals. */
export function formatIndex(value: number): string {
  return formatNumber(value, 3);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${NB}B`;
  if (bytes < 999_500) return `${formatNumber(bytes / 1000)}${NB}kB`;
  return `${formatNumber(bytes / 1_000_000, 1)}${NB}MB`;
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** An ISO day (2026-11-22) as "2026年11月22日" / "22 November 2026"; anything else as it is, '' as '—'. */
export function formatDate(day: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  if (!match) return day === '' ? noValue : day;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (language === 'zh') return `${year}年${month}月${date}日`;
  return `${date}${NB}${months[month - 1] ?? ''}${NB}${year}`;
}
