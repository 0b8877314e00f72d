/** What became of the rows of walk-audit sheets on the streets, said row by row in their files' reports. */
import type { AuditRow } from '../domain/audit';
import type { FaultCode } from '../domain/codes';
import { fault, type Note } from '../domain/fault';
import type { FileReport } from '../domain/tables';
import { listRows } from './list-rows';

export interface AuditOutcome {
  /** Not found in the streets. */
  readonly lost: readonly AuditRow[];
  readonly twice: readonly AuditRow[];
  readonly noUphill: readonly AuditRow[];
}

/** Rows that were not found are refused after all; the books balance as before. Notes are those added. */
export function auditReports(
  reports: readonly FileReport[],
  outcome: AuditOutcome,
): { readonly reports: readonly FileReport[]; readonly notes: readonly Note[] } {
  const { lost, twice, noUphill } = outcome;
  if (lost.length + twice.length + noUphill.length === 0) return { reports, notes: [] };
  const all: Note[] = [];
  const told = reports.map((report): FileReport => {
    if (report.kind !== 'audit') return report;
    const { file } = report;
    const own = (rows: readonly AuditRow[]) => rows.filter((one) => one.file === file);
    const noted = [...(report.noted ?? [])];
    const notes: Note[] = [];
    const say = (code: FaultCode, rows: readonly AuditRow[], isUsed: boolean): void => {
      if (rows.length === 0) return;
      const numbers = rows.map(({ row }) => row);
      if (isUsed) noted.push({ code, column: '', rows: Int32Array.from(numbers) });
      notes.push(fault(code, { count: rows.length, rows: listRows(numbers) }, { file, row: numbers[0]! }));
    };
    say('audit.notMatched', own(lost), false);
    say('audit.twice', own(twice), true);
    say('audit.noUphill', own(noUphill), true);
    all.push(...notes);
    const refused = own(lost).map(({ row, piece }) => ({
      file,
      row,
      column: '',
      value: piece,
      code: 'row.auditNotFound' as const,
    }));
    return {
      ...report,
      rowsUsed: report.rowsUsed - refused.length,
      refused: [...report.refused, ...refused],
      notes: [...report.notes, ...notes],
      ...(noted.length === 0 ? {} : { noted }),
    };
  });
  return { reports: told, notes: all };
}
