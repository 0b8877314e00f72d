/** The lines that go with an exported layer: what it is, from which files, with which settings. */
import type { Findings } from '../../domain/findings';
import { exportWord } from '../../i18n/export-words';
import type { Language } from '../../i18n/format';
import { parameterRows } from '../../i18n/parameters';

/** `special`: lines of this layer alone, before the settings. */
export function layerNotes(findings: Findings, language: Language, special: readonly string[]): string[] {
  const { approximate, reports, settings } = findings;
  const colon = exportWord('colon', language);
  const files = [...new Set(reports.map(({ file }) => file))].join(exportWord('comma', language));
  return [
    ...(settings.synthetic ? [exportWord('synthetic', language)] : []),
    `${exportWord('study', language)}${colon}${settings.title}`,
    ...special,
    ...(approximate ? [exportWord('approximate', language)] : []),
    `${exportWord('files', language)}${colon}${files}`,
    ...parameterRows(settings, language).map(
      ({ field, name, value }) => `${name}${colon}${value} (${field})`,
    ),
  ];
}
