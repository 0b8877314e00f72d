/** Words of walk-audit sheets. */
import { auditEn } from './audit-en';
import { auditZh, type AuditWords } from './audit-zh';
import type { Language } from './format';

export function auditWords(language: Language): AuditWords {
  return language === 'zh' ? auditZh : auditEn;
}
