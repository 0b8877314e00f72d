/** `npm run --silent analyse -- STUDY --out DIR`: the pipeline without a page. Exit code 0, 1 with a fault on one line, 2 for wrong usage. */
import { parseArgs } from 'node:util';
import { resultNotes } from '../src/brief/result-tables.ts';
import { exportFormats, type ExportFormat } from '../src/brief/tables/export-table.ts';
import { sentence } from '../src/i18n/sentence.ts';
import { analyse, isPart, parts, writeLayers, writeOutputs } from './analyse-study.ts';

const help = `usage: npm run --silent analyse -- STUDY --out DIR [--only PART,…] [--export FORMAT,…] [--language zh|en]

STUDY   a study.json (the files it names lie beside it) or a study zip saved by the page
--out   folder for the results; made when missing
--only  some of ${parts.join(', ')}; default all
--export  layers with their results into DIR/layers: some of ${exportFormats.join(', ')}
--language  of the brief and of messages; default the study's own

writes  elders.csv facilities.csv districts.csv rejected.csv summary.json   (always)
        access.csv (access)   siting.csv (siting)   brief.docx brief.html brief.md (brief)
        layers/{elders,facilities,volunteers,districts,candidates,grid,streets,areas,detours,cut-off}.* (--export): what the study's audience may
        have; for the public and the government no homes, and counts below privacy.suppressBelow are hidden
        for them, too, elders.csv and access.csv have no rows, and the other tables no figure that the brief would hide
        UTF-8 with a header row; metres, seconds, persons; unreached or unlinked is an empty cell
        column approximate: 1 without streets, where walks are straight line × walk.detour, else 0
exit    0 done (with notes or without), 1 a fault, printed as "code: sentence", 2 wrong usage`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readArguments();
  if (typeof options === 'string') {
    console.error(`${options}\n\n${help}`);
    return 2;
  }
  if (options === null) {
    console.log(help);
    return 0;
  }
  const result = await analyse(options.study);
  if (!result.ok) {
    console.error(`${result.fault.code}: ${sentence(result.fault, options.language ?? 'zh')}`);
    return 1;
  }
  const language = options.language ?? result.value.findings.settings.language;
  await writeOutputs(result.value, options.out, options.only, language);
  const layerNotes = await writeLayers(result.value, options.out, options.formats, language);
  for (const note of [...result.notes, ...resultNotes(result.value.findings), ...layerNotes])
    console.error(`${note.code}: ${sentence(note, language)}`);
  return 0;
}

function readArguments() {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        only: { type: 'string' },
        export: { type: 'string' },
        language: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values, positionals } = parsed;
  if (values.help) return null;
  if (positionals.length !== 1) return `one STUDY is needed, ${positionals.length} given`;
  if (!values.out) return '--out DIR is needed';
  const only = values.only === undefined ? [...parts] : values.only.split(',').map((part) => part.trim());
  const unknown = only.find((part) => !isPart(part));
  if (unknown !== undefined) return `--only knows ${parts.join(', ')}; not ${unknown}`;
  const formats = values.export?.split(',').map((format) => format.trim()) ?? [];
  const odd = formats.find((format) => !isFormat(format));
  if (odd !== undefined) return `--export knows ${exportFormats.join(', ')}; not ${odd}`;
  const { language } = values;
  if (language !== undefined && language !== 'zh' && language !== 'en')
    return `--language is zh or en; not ${language}`;
  return {
    study: positionals[0]!,
    out: values.out,
    only: only.filter(isPart),
    formats: formats.filter(isFormat),
    language: language as 'zh' | 'en' | undefined,
  };
}

function isFormat(word: string): word is ExportFormat {
  return (exportFormats as readonly string[]).includes(word);
}
