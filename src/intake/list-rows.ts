/** "3, 5, 8 …": the first rows of a list, the same in every language. */
export function listRows(rows: readonly number[], most = 10): string {
  const shown = rows.slice(0, most).join(', ');
  return rows.length > most ? `${shown} …` : shown;
}
