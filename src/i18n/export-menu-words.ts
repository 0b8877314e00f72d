/** The words of the export menu. */
import type { Language } from './format';

const zh = {
  open: '导出',
  title: '导出数据',
  what: '导出什么',
  format: '文件格式',
  layers: {
    elders: '老人点与结果',
    facilities: '设施与结果',
    volunteers: '志愿者',
    districts: '社区（分区）统计',
    candidates: '备选地点',
    grid: '250 米格网人数',
    streets: '街道步行时间',
    areas: '街道：最近的是哪家',
    detours: '街道：绕行系数',
    'cut-off': '路网缺口：图上够近、走不到的老人',
  },
  formats: {
    xlsx: 'Excel 表格（.xlsx）',
    csv: 'CSV 表格（.csv）',
    gpkg: 'GeoPackage（.gpkg）',
    geojson: 'GeoJSON（.geojson）',
    shapefile: 'Shapefile（.zip）',
    geoparquet: 'GeoParquet（.parquet）',
  },
  hints: {
    xlsx: '用 Excel、WPS 打开；编号按文字保存，第二张表写明来源和参数。',
    csv: '用 Excel、WPS 打开不乱码；不含线和面。',
    gpkg: '用 QGIS 打开，一个文件装下全部，推荐。',
    geojson: '网页地图和多数 GIS 都能读。',
    shapefile: '老版 GIS 用；字段名最长 10 字节，长文字会截断，压缩包里附对照表。',
    geoparquet: '供 Python、R 等大数据分析用。',
  },
  service: (word: string) => `按“${word}”统计。`,
  save: '导出文件',
  working: (word: string) => `正在写${word}…`,
  cancelled: '已停止，没有生成文件。',
  saved: (name: string) => `已保存到浏览器的下载文件夹：${name}`,
  notThese: '不能导出的：',
  close: '关闭',
};

export type ExportMenuWords = typeof zh;

const en: ExportMenuWords = {
  open: 'Export',
  title: 'Export data',
  what: 'What',
  format: 'File format',
  layers: {
    elders: 'Places of elders with results',
    facilities: 'Facilities with results',
    volunteers: 'Volunteers',
    districts: 'Districts with results',
    candidates: 'Candidate sites',
    grid: 'Elders by 250 m cells',
    streets: 'Streets by walking time',
    areas: 'Streets by nearest site',
    detours: 'Streets by detour',
    'cut-off': 'Cut off: near on the map, out of reach on foot',
  },
  formats: {
    xlsx: 'Excel workbook (.xlsx)',
    csv: 'CSV table (.csv)',
    gpkg: 'GeoPackage (.gpkg)',
    geojson: 'GeoJSON (.geojson)',
    shapefile: 'Shapefile (.zip)',
    geoparquet: 'GeoParquet (.parquet)',
  },
  hints: {
    xlsx: 'For Excel and WPS; ids stay text, a second sheet names sources and settings.',
    csv: 'Opens in Excel and WPS; without lines and areas.',
    gpkg: 'For QGIS and most others; everything in one file. Recommended.',
    geojson: 'For web maps and most GIS programs.',
    shapefile:
      'For older GIS programs; field names of at most 10 bytes, long texts are cut; a list is in the zip.',
    geoparquet: 'For analysis in Python, R and the like.',
  },
  service: (word) => `Figures are for ${word}.`,
  save: 'Export file',
  working: (word) => `Writing ${word}…`,
  cancelled: 'Stopped; no file was made.',
  saved: (name) => `Saved to the browser’s downloads folder: ${name}`,
  notThese: 'Not to be exported:',
  close: 'Close',
};

export function exportMenuWords(language: Language): ExportMenuWords {
  return language === 'zh' ? zh : en;
}
