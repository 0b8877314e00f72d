import { strFromU8, unzipSync, unzlibSync } from 'fflate';
import { JSDOM, VirtualConsole } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { plainText, type Block, type BriefDocument } from '../../src/brief/blocks';
import { buildDocument } from '../../src/brief/document';
import { writeDocx } from '../../src/brief/docx';
import { buildFacts } from '../../src/brief/facts';
import { gapPlaces } from '../../src/brief/gap-places';
import { writeHtml } from '../../src/brief/html';
import { writeMarkdown } from '../../src/brief/markdown';
import { drawPicture } from '../../src/brief/picture';
import { rasterise } from '../../src/brief/raster';
import { composeScene } from '../../src/brief/scene';
import { writeBrief } from '../../src/brief/write-brief';
import { cutOffCauses, type CutOffFindings, type Findings } from '../../src/domain/findings';
import { defaultSettings, defaultWalk } from '../../src/domain/study';
import { makeFindings, makeStreets, type FixtureOptions } from './fixture-findings';

const open: FixtureOptions = { settings: { privacy: { ...defaultSettings.privacy, suppressBelow: 0 } } };
const languages = ['zh', 'en'] as const;
const visible = (text: string): string => text.replace(/[\u202f\u00a0]/g, ' ');

function document(options: FixtureOptions, language: 'zh' | 'en'): BriefDocument {
  const findings = makeFindings(options);
  return buildDocument(findings, buildFacts(findings, 'meals'), language, '2026-11-22');
}

function tables(brief: BriefDocument): string[][][] {
  return brief.blocks
    .filter((block): block is Extract<Block, { kind: 'table' }> => block.kind === 'table')
    .map(({ rows }) => rows.map((row) => row.map((cell) => visible(plainText(cell)))));
}

function paragraphs(brief: BriefDocument): string {
  return visible(
    brief.blocks
      .map((block) =>
        'content' in block
          ? plainText(block.content)
          : 'text' in block
            ? block.text
            : block.kind === 'list'
              ? block.items.map(plainText).join('\n')
              : '',
      )
      .join('\n'),
  );
}

describe('a brief', () => {
  it('says the numbers of the findings, in the text and in the tables', () => {
    const brief = document(open, 'zh');
    const text = paragraphs(brief);
    // 71 of 146: 48.6 %.
    expect(text).toContain('老人中有71 人在15 分钟内走不到任何一处助餐点，占计入分析的48.6%。');
    expect(text).toContain(
      '图纸上（直线1 000 米内）算作覆盖的老人中，有63 人按实际街道与步速走不到：图纸达标、脚下不达标。',
    );
    expect(text).toContain('共有老年人156 人，有146 人');
    expect(text).toContain('合成数据');
    const [districts, bands, causes, services, access] = tables(brief);
    expect(districts).toEqual([
      ['老城社区', '68', '0', '68', '0.0%'],
      ['北坡社区', '68', '65', '3', '95.6%'],
      ['不在任何社区内', '10', '10', '0', '100.0%'],
      ['合计', '146', '75', '71', '51.4%'],
    ]);
    // 80 and over: 23, on paper 8 + 3 + 10, on foot 8.
    expect(bands[2]).toEqual(['80 岁及以上', '0.6 米/秒', '23', '91.3%', '34.8%', '15', '13']);
    expect(bands.at(-1)).toEqual(['合计', '', '146', '94.5%', '51.4%', '71', '63']);
    expect(text).toContain('直线1 000 米内有助餐点、按本人步速步行15 分钟却到不了的老人有63 人。');
    expect(causes).toEqual([
      ['步速：直走也超时', '3'],
      ['隔着水', '60'],
      ['合计', '63'],
    ]);
    expect(services).toHaveLength(9);
    // (38 × 300 + 30 × 700 + 60 × 1386 + 10 × 100) ÷ 138 ÷ 0.8 = 1055.8 s.
    expect(services[0]).toEqual(['助餐', '2', '75', '71', '51.4%', '17 分 36 秒']);
    expect(services[1]).toEqual(['助浴', '2', '本次未分析', '—', '—', '—']);
    expect(services[8]).toEqual(['助法', '没有站点', '0', '146', '0.0%', '—']);
    // 39 ÷ 146 × 1000 = 267.
    expect(access).toEqual([['2SFCA 两步移动搜索法（时限内一视同仁）', '267', '0.466', '39']]);
  });

  it('says the same in English', () => {
    const text = paragraphs(document(open, 'en'));
    expect(text).toContain(
      '71 elders cannot reach any meals site within 15 minutes: 48.6% of those analysed.',
    );
    expect(text).toContain('Synthetic data');
    expect(text).toContain('63 elders have a meals site within 1 000 m as the crow flies and cannot walk');
    expect(tables(document(open, 'en'))[2]).toEqual([
      ['pace: too slow even straight', '3'],
      ['water between', '60'],
      ['Total', '63'],
    ]);
    expect(text).toContain('10 elders live more than 200 m from every walkable street');
    expect(text).not.toMatch(/\{\w+\}/);
  });

  it.each(languages)('hides small counts everywhere, and what would give them away (%s)', (language) => {
    const brief = document({}, language);
    const [districts] = tables(brief);
    const hidden = language === 'zh' ? '略' : 'n/s';
    const slope = districts.find(([name]) => name === '北坡社区');
    // 3 out of reach: hidden; with 68 and 65 shown it would be 68 − 65.
    expect(slope?.[3]).toBe('<5');
    expect(slope?.slice(1).filter((text) => text === hidden).length).toBeGreaterThanOrEqual(1);
    expect(slope?.[4]).toBe(hidden);
    // 63 in all and 60 beyond the river would be 3 who are too slow.
    const [, , causes] = tables(brief);
    expect(causes.map(([, persons]) => persons)).toEqual(['<5', hidden, '63']);
    expect(paragraphs(brief)).not.toMatch(/\{\w+\}/);
    expect(paragraphs(brief)).toContain('<5');
  });

  it.each(languages)(
    'tells no causes without streets, and none where nobody is kept away (%s)',
    (language) => {
      const findings = makeFindings(open);
      const heading = (brief: BriefDocument): boolean =>
        JSON.stringify(brief.blocks).includes(language === 'zh' ? '被什么挡住' : 'kept away by what');
      const build = (services: Findings['services']): BriefDocument => {
        const other = { ...findings, services };
        return buildDocument(other, buildFacts(other, 'meals'), language, '2026-11-22');
      };
      expect(heading(build(findings.services))).toBe(true);
      expect(heading(build(findings.services.map(({ cutOff: _, ...found }) => found)))).toBe(false);
      const nobody = Object.fromEntries(cutOffCauses.map((cause) => [cause, 0])) as CutOffFindings['persons'];
      const none = findings.services.map((found) => ({
        ...found,
        cutOff: { ...found.cutOff!, persons: nobody },
      }));
      expect(heading(build(none))).toBe(false);
    },
  );

  it.each(languages)('says why its causes add up to more than the difference of totals (%s)', (language) => {
    // 0.8 m/s × 30 minutes are further than the paper radius, and one row is an area.
    const base = makeFindings({
      ...open,
      settings: { ...open.settings, walk: { ...defaultWalk, limitMinutes: 30 } },
    });
    const ring = { type: 'Polygon' as const, coordinates: [] };
    const polygons = base.elders.polygons.map((_, row) => (row === 0 ? ring : null));
    const text = (findings: Findings): string =>
      paragraphs(buildDocument(findings, buildFacts(findings, 'meals'), language, '2026-11-22'));
    const [meals, legal] = base.services;
    const more = { ...meals!.cutOff!.persons, water: 7 };
    const findings = {
      ...base,
      elders: { ...base.elders, polygons },
      services: [{ ...meals!, cutOff: { ...meals!.cutOff!, persons: more } }, legal!],
    };
    const why =
      language === 'zh' ? '已减去图纸半径以外却走得到的人' : 'less those who live beyond the radius';
    expect(text(findings)).toContain(why);
    expect(text({ ...findings, elders: base.elders })).not.toContain(why);
  });

  it('every figure in it is a fact', () => {
    const findings = makeFindings();
    const facts = buildFacts(findings, 'meals');
    const brief = buildDocument(findings, facts, 'zh', '2026-11-22');
    const keys = JSON.stringify(brief.blocks).matchAll(/"fact":"([^"]+)"/g);
    const used = [...keys].map((match) => match[1]);
    expect(used.length).toBeGreaterThan(50);
    for (const key of used) expect(facts.all[key], key).toBeDefined();
  });

  it('names no elder row, no facility and no place of either', () => {
    for (const language of languages) {
      const findings = makeFindings();
      const brief = buildDocument(findings, buildFacts(findings, 'meals'), language, '2026-11-22');
      const text = writeMarkdown(brief) + writeHtml(brief, null);
      for (const word of ['e5, 南', '=1+1', '渡口街食堂', '103.8', '36.05']) expect(text).not.toContain(word);
    }
  });

  it('says in which system every file was read, and what was moved', () => {
    const made = makeFindings();
    const reports = made.reports.map((report, i) =>
      i === 0
        ? { ...report, crs: 'EPSG:2411', crsName: 'Beijing 1954 / 35', shift: [62, -41] as const }
        : { ...report, crs: 'BD-09', crsName: 'BD-09' },
    );
    const findings = { ...made, reports };
    const text = paragraphs(buildDocument(findings, buildFacts(findings, 'meals'), 'zh', '2026-11-22'));
    const others = reports.slice(1).map(({ file }) => file);
    expect(text).toContain(
      `坐标系：Beijing 1954 / 35 (+62 m E, −41 m N)：${reports[0]!.file}；BD-09：${others.join('、')}`,
    );
  });

  it('says approximate, and no word of streets, where none were loaded', () => {
    const findings = { ...makeFindings(), streets: null, approximate: true };
    const text = paragraphs(buildDocument(findings, buildFacts(findings, 'meals'), 'zh', '2026-11-22'));
    expect(text).toContain('近似：没有街道数据');
    expect(text).not.toContain('台阶的用时');
  });

  it('says that nobody is out of reach, or that there is no site, where it is so', () => {
    const findings = makeFindings(open);
    const legal = buildDocument(findings, buildFacts(findings, 'legal'), 'zh', '2026-11-22');
    expect(paragraphs(legal)).toContain('现有设施中没有一处提供助法');
    const near = document(
      {
        ...open,
        rows: [{ id: 'a', ages: [30, 0, 0, 0], district: 0, linked: true, metres: 10, straight: 10 }],
      },
      'zh',
    );
    expect(paragraphs(near)).toContain('计入分析的老人（30 人）都能在15 分钟内走到一处助餐点。');
  });
});

describe('its Word file', () => {
  const png = rasterise(composeScene(makeFindings(), makeStreets(), null, 'meals'), 0.2);

  it.each(languages)(
    'holds the numbers, repeats table heads, splits no row, names East Asian fonts (%s)',
    async (language) => {
      const brief = document(open, language);
      const files = unzipSync(await writeDocx(brief, png));
      const xml = strFromU8(files['word/document.xml']);
      const dom = new JSDOM(xml, { contentType: 'application/xml' }).window.document;
      const words = visible([...dom.getElementsByTagName('w:t')].map((node) => node.textContent).join('|'));
      for (const row of tables(brief).flat()) for (const text of row) expect(words).toContain(text);
      const tableCount = dom.getElementsByTagName('w:tbl').length;
      // The key numbers are a table without a head.
      expect(dom.getElementsByTagName('w:tblHeader')).toHaveLength(tableCount - 1);
      expect(dom.getElementsByTagName('w:cantSplit')).toHaveLength(dom.getElementsByTagName('w:tr').length);
      const styles = strFromU8(files['word/styles.xml']);
      expect(styles).toContain(
        language === 'zh' ? 'w:eastAsia="仿宋_GB2312"' : 'w:eastAsia="Microsoft YaHei"',
      );
      expect(styles).toContain('w:eastAsia="zh-CN"');
      if (language === 'zh')
        for (const font of ['方正小标宋简体', '黑体', '公文正文', '公文标题']) expect(styles).toContain(font);
      expect(strFromU8(files['word/fontTable.xml'])).toContain('w:altName');
      const footer = Object.entries(files)
        .filter(([name]) => /word\/footer\d+\.xml/.test(name))
        .map(([, bytes]) => strFromU8(bytes))
        .join('');
      expect(footer).toContain('PAGE');
      expect(footer).toContain('NUMPAGES');
      expect(xml).toContain('<pic:pic');
      const alt = dom.getElementsByTagName('wp:docPr')[0].getAttribute('descr') ?? '';
      expect(alt.length).toBeGreaterThan(20);
      for (const bytes of Object.entries(files).filter(([name]) => name.endsWith('.xml'))) {
        const parsed = new JSDOM(strFromU8(bytes[1]), { contentType: 'application/xml' });
        expect(parsed.window.document.documentElement).toBeTruthy();
      }
    },
  );

  it('describes the map in words where there is no picture', async () => {
    const xml = strFromU8(unzipSync(await writeDocx(document(open, 'zh'), null))['word/document.xml']);
    expect(xml).not.toContain('<pic:pic');
    expect(xml).toContain('圆圈大小表示走不到的老人数');
  });
});

describe('streets that the user corrected', () => {
  it.each(languages)('are owned up to, with their number, and only then (%s)', (language) => {
    const words = (mends: FixtureOptions['settings']) => {
      const findings = makeFindings({ settings: { ...open.settings, ...mends } });
      return writeMarkdown(buildDocument(findings, buildFacts(findings, 'meals'), language, '2026-11-22'));
    };
    const close = { kind: 'close', at: [103, 36] } as const;
    expect(words({ mends: [close, close, close] })).toMatch(/3 处由使用者修改|in 3 places/);
    expect(words({})).not.toMatch(/mends/);
  });
});

describe('its HTML', () => {
  const hostile = makeFindings({
    settings: { ...open.settings, title: '</style><script>alert(1)</script><img src=x onerror=alert(1)>&' },
    districtNames: ['<b onclick="x()">', '"\'&\u0001'],
  });

  it.each(languages)('is well-formed, without script, and keeps every text a text (%s)', (language) => {
    const facts = buildFacts(hostile, 'meals');
    const svg = drawPicture(hostile, makeStreets(), null, 'meals', language, '2026-11-22');
    const html = writeHtml(buildDocument(hostile, facts, language, '2026-11-22'), svg);
    const dom = // jsdom's style parser knows no margin boxes of @page, and would print that it does not.
      new JSDOM(html, { contentType: 'application/xhtml+xml', virtualConsole: new VirtualConsole() }).window
        .document;
    expect(dom.querySelector('script, img, iframe, object, link, [onclick], [onerror]')).toBeNull();
    expect(dom.querySelector('h1')?.textContent).toContain('</style><script>alert(1)');
    expect([...dom.querySelectorAll('tbody th')].map((node) => node.textContent)).toContain(
      '<b onclick="x()">',
    );
    expect(dom.querySelector('[src], [href], [*|href]')).toBeNull();
    // What the picture points at is in the picture.
    expect(html).not.toMatch(/url\((?!#)|@import/);
    expect(dom.documentElement.getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en');
    expect(dom.querySelector('style')?.textContent).toContain('size: A4');
    expect(dom.querySelector('svg')).not.toBeNull();
  });
});

describe('its Markdown', () => {
  it('escapes what would be markup', () => {
    const text = writeMarkdown(document({ ...open, districtNames: ['a|b *c*', '[x](http://y) <i>'] }, 'zh'));
    expect(text).toContain('a\\|b \\*c\\*');
    expect(text).toContain('\\[x\\](http://y) \\<i\\>');
    expect(visible(text)).toContain('| **合计** | **146** | **75** | **71** | **51.4%** |');
  });
});

describe('its map', () => {
  it('draws streets, steps dashed, sites with their character, and no elder', () => {
    const findings = makeFindings(open);
    const svg = drawPicture(findings, makeStreets(), null, 'meals', 'zh', '2026-11-22');
    const dom = new JSDOM(svg, { contentType: 'image/svg+xml' }).window.document;
    expect([...dom.querySelectorAll('text')].filter((node) => node.textContent === '餐')).toHaveLength(2);
    expect(dom.querySelectorAll('[stroke-dasharray]').length).toBeGreaterThan(1);
    expect(svg).toContain('北坡社区');
    expect(visible(svg)).toMatch(/\d 米</);
    expect(svg).toContain('2026年11月22日');
    // Circles: two sites, two districts, and two swatches of the legend; the six elder rows have none.
    expect(dom.querySelectorAll('circle')).toHaveLength(2 + 2 + 2);
  });

  it('has no circle where the table hides the figure, and on a grid none below the threshold', () => {
    const findings = makeFindings();
    const meals = findings.services[0];
    // 北坡 3 is small, 老城 68 is withheld to protect it.
    expect(gapPlaces(findings, meals)).toEqual([]);
    const shapeless = { ...findings, districts: { ...findings.districts, polygons: [null, null] } };
    const places = gapPlaces(shapeless, meals);
    // Out of reach: e2 3 (under 5: none), e3 60, e4 8; classes from 5, 20 and 100.
    expect(places.map(({ size }) => size).sort()).toEqual([0, 1]);
    for (const { lon, lat } of places) {
      expect([...findings.elders.lons]).not.toContain(lon);
      expect([...findings.elders.lats]).not.toContain(lat);
    }
  });

  it('is the same in pixels: a street of its colour on ground of its colour, at the place the SVG gives it', () => {
    const line = Float64Array.of(10, 20, 90, 20);
    const scene = {
      width: 100,
      height: 60,
      sites: [],
      labels: [],
      scale: { metres: 1, pixels: 1 },
      shapes: [
        { kind: 'line', points: line, colour: '#0a6068', width: 4, dash: null },
        {
          kind: 'area',
          rings: [
            Float64Array.of(20, 40, 60, 40, 60, 50, 20, 50),
            Float64Array.of(30, 42, 40, 42, 40, 48, 30, 48),
          ],
          colour: '#cfe0e8',
        },
        {
          kind: 'circle',
          x: 80,
          y: 45,
          radius: 6,
          fill: '#17262b',
          opacity: 1,
          stroke: '#ffffff',
          strokeWidth: 2,
        },
      ],
    } as const;
    const { png, width, height } = rasterise(scene, 2);
    expect([width, height]).toEqual([200, 120]);
    const pixel = readPng(png);
    const ground = [0xf7, 0xf7, 0xf2];
    expect(pixel(100, 40)).toEqual([0x0a, 0x60, 0x68]);
    expect(pixel(100, 34)).toEqual(ground);
    expect(pixel(100, 47)).toEqual(ground);
    expect(pixel(50, 90)).toEqual([0xcf, 0xe0, 0xe8]);
    expect(pixel(70, 90)).toEqual(ground);
    expect(pixel(160, 90)).toEqual([0x17, 0x26, 0x2b]);
    expect(pixel(172, 90)).toEqual([0xff, 0xff, 0xff]);
  });
});

describe('writeBrief', () => {
  it('gives all formats of one document, with the drawn map where the page gives none', async () => {
    const findings = makeFindings(open);
    const files = await writeBrief({
      findings,
      service: 'meals',
      language: 'zh',
      today: '2026-11-22',
      streets: makeStreets(),
      backdrop: null,
      image: null,
    });
    const names = Object.keys(unzipSync(files.docx));
    expect(names.some((name) => name.startsWith('word/media/') && name.endsWith('.png'))).toBe(true);
    expect(files.html).toContain('<svg');
    expect(files.markdown).toContain('# 河谷市五社区');
  });
});

/** Reads back an RGB PNG whose rows are unfiltered. */
function readPng(png: Uint8Array): (x: number, y: number) => number[] {
  const view = new DataView(png.buffer, png.byteOffset);
  const width = view.getUint32(16);
  let at = 8;
  let data = new Uint8Array(0);
  while (at < png.length) {
    const length = view.getUint32(at);
    if (strFromU8(png.subarray(at + 4, at + 8)) === 'IDAT') data = png.slice(at + 8, at + 8 + length);
    at += length + 12;
  }
  const rows = unzlibSync(data);
  return (x, y) => [...rows.subarray(y * (width * 3 + 1) + 1 + x * 3, y * (width * 3 + 1) + 4 + x * 3)];
}
