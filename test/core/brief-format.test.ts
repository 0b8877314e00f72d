import { describe, expect, it } from 'vitest';
import { faultCodes } from '../../src/domain/codes';
import { fault } from '../../src/domain/fault';
import { services } from '../../src/domain/service';
import { briefEn } from '../../src/i18n/brief-en';
import { briefZh, type BriefPhrase } from '../../src/i18n/brief-zh';
import { faultsEn } from '../../src/i18n/faults-en';
import { faultsZh } from '../../src/i18n/faults-zh';
import {
  formatDate,
  formatDuration,
  formatMetres,
  formatNumber,
  formatPace,
  formatPercent,
  formatPersons,
  formatPerThousand,
  formatSetting,
} from '../../src/i18n/format';
import { sentence } from '../../src/i18n/sentence';
import { methodWord, serviceGlyph, serviceWord } from '../../src/i18n/words';
import { readFileSync, readdirSync } from 'node:fs';

const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, ' ');

describe('numbers in words', () => {
  it('part thousands by a thin space, and say — for what is no number', () => {
    expect(formatNumber(1234567)).toBe('1\u202f234\u202f567');
    expect(formatNumber(999)).toBe('999');
    expect(formatNumber(1386.25, 1)).toBe('1\u202f386.3');
    expect(formatNumber(-1234)).toBe('−1\u202f234');
    expect(formatNumber(-0.2)).toBe('0');
    for (const value of [NaN, Infinity]) expect(formatNumber(value)).toBe('—');
  });

  it('say percent without making all of nearly all', () => {
    expect(formatPercent(119 / 997)).toBe('11.9%');
    expect(formatPercent(1)).toBe('100.0%');
    expect(formatPercent(0.9996)).toBe('>99.9%');
    expect(formatPercent(0.0004)).toBe('<0.1%');
    expect(formatPercent(0)).toBe('0.0%');
  });

  it('say times by the minute and second, never 60 seconds', () => {
    expect(plain(formatDuration(2310, 'zh'))).toBe('38 分 30 秒');
    expect(plain(formatDuration(2310, 'en'))).toBe('38 min 30 s');
    expect(plain(formatDuration(899.7, 'zh'))).toBe('15 分');
    expect(plain(formatDuration(45, 'en'))).toBe('45 s');
    expect(plain(formatDuration(0, 'zh'))).toBe('0 秒');
  });

  it('say metres, paces, persons and dates', () => {
    expect(plain(formatMetres(1386.4, 'zh'))).toBe('1 386 米');
    expect(plain(formatMetres(61234.5, 'en'))).toBe('61.2 km');
    expect(plain(formatPace(1, 'zh'))).toBe('1.0 米/秒');
    expect(plain(formatPace(0.65, 'en'))).toBe('0.65 m/s');
    expect(plain(formatPersons(1, 'en'))).toBe('1 person');
    expect(plain(formatPersons(997, 'zh'))).toBe('997 人');
    expect(formatDate('2026-11-22', 'zh')).toBe('2026年11月22日');
    expect(plain(formatDate('2026-01-02', 'en'))).toBe('2 January 2026');
    expect(formatSetting(0.8)).toBe('0.8');
    expect(plain(formatSetting(1500))).toBe('1 500');
    expect(formatPerThousand(0.0804)).toBe('80.4');
    expect(formatPerThousand(0.5)).toBe('500');
  });
});

describe('words', () => {
  it('have one glyph a service, all different, and a word in both languages', () => {
    expect(new Set(Object.values(serviceGlyph)).size).toBe(services.length);
    for (const service of services) {
      expect(serviceWord(service, 'zh')).toMatch(/\p{Script=Han}/u);
      expect(serviceWord(service, 'en')).toMatch(/^[a-z ]+$/);
    }
    expect(methodWord('2sfca', 'zh')).toContain('两步移动搜索法');
    expect(methodWord('nonsense:x', 'zh')).toBe('nonsense:x');
  });
});

describe('sentences of faults', () => {
  const blanksOf = (text: string): string[] =>
    [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

  it('name the place in front', () => {
    const at = { file: 'elders.csv', row: 12, column: '60岁及以上', value: 'abc' };
    expect(sentence(fault('study.noElders', {}, at), 'zh')).toMatch(
      /^文件 elders\.csv 第 12 行“60岁及以上”列（值“abc”）：还没有/,
    );
    expect(sentence(fault('study.noElders', {}, at), 'en')).toMatch(
      /^elders\.csv, row 12, column “60岁及以上” \(value “abc”\): There are no/,
    );
    expect(sentence(fault('study.noElders'), 'zh')).toMatch(/^还没有/);
  });

  it.each(['zh', 'en'] as const)('fill every blank of every code (%s)', (language) => {
    for (const code of faultCodes) {
      const text = (language === 'zh' ? faultsZh : faultsEn)[code];
      expect(text, code).toBeTruthy();
      const blanks = Object.fromEntries(blanksOf(text).map((name, i) => [name, `〈${i}〉`]));
      const said = sentence(fault(code, blanks), language);
      expect(blanksOf(said), code).toEqual([]);
      for (const value of Object.values(blanks)) expect(said, code).toContain(value);
    }
  });

  it('have the same blanks in both languages', () => {
    for (const code of faultCodes) expect(blanksOf(faultsEn[code]), code).toEqual(blanksOf(faultsZh[code]));
  });

  it('show what cannot be seen, and cut what is too long', () => {
    const said = sentence(fault('study.noElders', {}, { value: `a\u202eb${'x'.repeat(500)}` }), 'en');
    expect(said).toContain('a⟨U+202E⟩b');
    expect(said.length).toBeLessThan(300);
  });
});

describe('phrases of the brief', () => {
  const names = Object.keys(briefZh) as BriefPhrase[];
  const blanksOf = (text: string): string[] =>
    [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();

  it('have the same blanks in both languages', () => {
    for (const name of names) expect(blanksOf(briefEn[name]), name).toEqual(blanksOf(briefZh[name]));
  });

  it('are all used', () => {
    const folder = new URL('../../src/brief/', import.meta.url);
    const code = readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(new URL(file, folder), 'utf8'))
      .join('\n');
    expect(names.filter((name) => !new RegExp(`['.]${name}\\b`).test(code))).toEqual([]);
  });
});
