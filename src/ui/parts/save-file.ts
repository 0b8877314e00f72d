/** Hands a file to the user, as a download. */
export function saveFile(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the blob after this task; a minute is plenty and nothing leaks for long.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Text as a file; CSV gets the mark that makes Excel and WPS read UTF-8. */
export function textFile(text: string, type: string): Blob {
  return new Blob(type === 'text/csv' ? ['\uFEFF', text] : [text], { type: `${type};charset=utf-8` });
}
