/** Which character parts the cells, guessed on the beginning of a text. */

/** In the order that breaks ties. */
export const delimiters = [',', ';', '\t', '|', '，'] as const;

/**
 * The delimiter by which most records have the same number of cells, more cells counting more; quotes are respected.
 * papaparse's own guess fails on quoted line breaks (#681, #688, #1077), hence this one.
 */
export function guessDelimiter(text: string): string {
  let best: string = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const counts = cellCounts(text, delimiter, 300);
    if (counts.length === 0) continue;
    const tally = new Map<number, number>();
    for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1);
    let mode = 1;
    let share = 0;
    for (const [count, times] of tally) {
      if (count > 1 && times / counts.length > share) {
        mode = count;
        share = times / counts.length;
      }
    }
    // Decimal commas make rows agree on a comma; their header does not.
    const header = counts.find((count) => count > 1) === counts[0] && counts[0] === mode ? 1 : 0.6;
    const score = share * Math.log2(mode) * header;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Cells per record, blank lines left out; the last record is left out where others exist, as it may be cut. */
function cellCounts(text: string, delimiter: string, most: number): number[] {
  const counts: number[] = [];
  let cells = 1;
  let isQuoted = false;
  let isStart = true;
  let isBlank = true;
  let quotedSince = 0;
  for (let i = 0; i < text.length && counts.length < most; i++) {
    const c = text[i]!;
    if (isQuoted) {
      if (c === '"') {
        if (text[i + 1] === '"') i++;
        else isQuoted = false;
      } else if (i - quotedSince > 4096) {
        // Never closed: read it as a plain character.
        isQuoted = false;
        i = quotedSince;
      }
      continue;
    }
    if (c === '\n' || c === '\r') {
      if (!isBlank) counts.push(cells);
      cells = 1;
      isStart = true;
      isBlank = true;
      continue;
    }
    if (c === delimiter) {
      cells++;
      isStart = true;
      isBlank = false;
      continue;
    }
    if (c === '"' && isStart) {
      isQuoted = true;
      quotedSince = i;
    }
    isStart = false;
    isBlank = false;
  }
  if (!isBlank && (counts.length === 0 || text.length < 65536)) counts.push(cells);
  return counts;
}
