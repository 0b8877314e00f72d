/** Files from the file dialog, from a drop (folders walked) and from the clipboard. */

/** More files than this in a folder are no study: a disk was dropped by mistake. */
export const mostFiles = 2000;

export interface Found {
  readonly files: readonly File[];
  /** Names of what the browser could not read. */
  readonly unread: readonly string[];
  /** Files beyond `mostFiles` were left. */
  readonly tooMany: boolean;
}

/** Opens the file dialog, for a whole folder where `folder`; nothing where the user turned away. */
export function pickFiles(options: { multiple: boolean; folder?: boolean }): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = options.multiple;
    input.webkitdirectory = options.folder === true;
    input.addEventListener('change', () => resolve([...(input.files ?? [])].filter(isWanted)));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

const folders = new WeakMap<File, string>();

/** The folder in which a file was dropped or picked, '' where it was by itself. */
export function folderOf(file: File): string {
  const path = file.webkitRelativePath;
  return folders.get(file) ?? (path === undefined ? '' : path.slice(0, Math.max(0, path.lastIndexOf('/'))));
}

/** Every file of a drop, those inside folders too; what programs leave lying about is left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<Found> {
  // Entries must be taken before the first await: the list is emptied when the event ends.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null))
    return { files: [...transfer.files].filter(isWanted), unread: [], tooMany: false };
  const found = { files: [] as File[], unread: [] as string[], tooMany: false };
  for (const entry of entries) if (entry !== null) await walk(entry, found);
  return found;
}

/** Hidden files, what zips of macOS and Windows folders carry along, and the lock files of an open workbook. */
function isWanted({ name, webkitRelativePath }: File): boolean {
  return (
    !/^(\.|~\$)|^(thumbs\.db|desktop\.ini)$/i.test(name) && !/(^|\/)__MACOSX\//.test(webkitRelativePath ?? '')
  );
}

async function walk(
  entry: FileSystemEntry,
  found: { files: File[]; unread: string[]; tooMany: boolean },
): Promise<void> {
  if (found.files.length >= mostFiles) {
    found.tooMany = true;
    return;
  }
  try {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) =>
        (entry as FileSystemFileEntry).file(resolve, reject),
      );
      if (!isWanted(file)) return;
      folders.set(file, entry.fullPath.slice(0, entry.fullPath.lastIndexOf('/')));
      found.files.push(file);
      return;
    }
    if (entry.name === '__MACOSX' || entry.name.startsWith('.')) return;
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (batch.length === 0) return;
      for (const child of batch) await walk(child, found);
    }
  } catch {
    // Moved, deleted or not allowed since it was dropped: named to the user, the others go on.
    found.unread.push(entry.name);
  }
}

/**
 * A table on the clipboard as a file: what Excel and WPS copy is tab-separated text. Null where there are not two lines of two cells, so that a
 * pasted sentence is no table.
 */
export function pastedTable(text: string, name: string): File | null {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2) return null;
  const separator = ['\t', ',', '，', ';', '|'].find((one) =>
    lines.slice(0, 2).every((line) => line.includes(one)),
  );
  if (separator === undefined) return null;
  return new File([text], name, { type: 'text/csv' });
}
