/** What one meets along a way, in words. Numbers arrive formatted. */
import type { Language } from './format';

const zh = {
  climb: (metres: string) => `上坡共升高 ${metres}`,
  descent: (metres: string) => `下坡共降低 ${metres}`,
  crossings: (count: string) => `过街 ${count} 次`,
  signals: (count: string) => `红绿灯 ${count} 处`,
  gates: (count: string) => `门 ${count} 道`,
  steps: (count: string) => `实地数到的台阶 ${count} 级`,
};
type WayWords = typeof zh;
const en: WayWords = {
  climb: (metres) => `${metres} of climb`,
  descent: (metres) => `${metres} of descent`,
  crossings: (count) => (count === '1' ? '1 crossing' : `${count} crossings`),
  signals: (count) => (count === '1' ? '1 signal' : `${count} signals`),
  gates: (count) => (count === '1' ? '1 gate' : `${count} gates`),
  steps: (count) => (count === '1' ? '1 step counted on the spot' : `${count} steps counted on the spot`),
};

export function wayFactWords(language: Language): WayWords {
  return language === 'zh' ? zh : en;
}
