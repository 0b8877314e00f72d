/** The data view's words of a language, and queries that teach. */
import type { Service } from '../domain/service';
import { dataViewEn } from './data-view-en';
import { dataViewZh, type DataViewWords } from './data-view-zh';
import type { Language } from './format';
import { serviceWord } from './words';

export function dataViewWords(language: Language): DataViewWords {
  return language === 'zh' ? dataViewZh : dataViewEn;
}

export interface SqlExample {
  readonly title: string;
  readonly sql: string;
}

/** Queries about `service`; those of a file only where there is one. */
export function sqlExamples(service: Service, file: string | null, language: Language): SqlExample[] {
  const zh = language === 'zh';
  const word = serviceWord(service, language);
  const s = service;
  const note = (chinese: string, english: string) => `-- ${zh ? chinese : english}\n`;
  const examples: SqlExample[] = [
    {
      title: zh ? `各社区走不到${word}的人数，前十` : `Districts with most people beyond ${word}: top ten`,
      sql:
        note(
          `gap：时限内走不到的老人；share：覆盖率（0–1）`,
          'gap: persons beyond the limit; share: covered part, 0 to 1',
        ) +
        `SELECT name, ${s}_gap, round(${s}_share, 3) AS share\nFROM districts\nORDER BY ${s}_gap DESC\nLIMIT 10`,
    },
    {
      title: zh ? `走不到${word}、人最多的老人点` : `Largest places beyond ${word}`,
      sql:
        note('带上 lon、lat 就能标在地图上', 'with lon and lat the rows can go on the map') +
        `SELECT id, district, elders, round(${s}_seconds / 60, 1) AS minutes, lon, lat\nFROM elders\nWHERE ${s}_within < 1\nORDER BY elders DESC\nLIMIT 50`,
    },
    {
      title: zh ? '绕路最多：沿街距离是直线的几倍' : 'Longest detours: street against straight line',
      sql: `SELECT id, district, round(${s}_metres) AS metres, round(${s}_detour, 2) AS detour, ${s}_cut_off, lon, lat\nFROM elders\nWHERE ${s}_detour IS NOT NULL\nORDER BY detour DESC\nLIMIT 30`,
    },
    {
      title: zh ? `每处${word}点最近的老人有多少` : `Elders nearest to each ${word} site`,
      sql:
        note('JOIN：把老人点和它最近的设施连起来', 'JOIN: each elder place with its nearest facility') +
        `SELECT f.name, sum(e.elders) AS elders, round(avg(e.${s}_seconds) / 60, 1) AS mean_minutes\nFROM elders e\nJOIN facilities f ON f.id = e.${s}_nearest\nGROUP BY f.name\nORDER BY elders DESC`,
    },
    {
      title: zh ? '各项服务的总账' : 'Totals of every service',
      sql: `SELECT service, sites, elders, covered, gap, unlinked, round(share, 3) AS share\nFROM results\nORDER BY gap DESC`,
    },
    {
      title: zh ? '可达性得分的分布' : 'Spread of the access scores',
      sql: `SELECT service, method, count(*) AS places,\n  median(score) AS median, min(score) AS least, max(score) AS most\nFROM access\nWHERE of = 'elders'\nGROUP BY ALL\nORDER BY service, method`,
    },
  ];
  if (file !== null)
    examples.push({
      title: zh ? '原始文件里没有用上的行' : 'Rows of a file that were not used',
      sql:
        note('文件名作表名，要用双引号', 'a file is a table under its name, in double quotes') +
        `SELECT status, reason, count(*) AS rows\nFROM "${file.replaceAll('"', '""')}"\nGROUP BY ALL\nORDER BY rows DESC`,
    });
  return examples;
}
