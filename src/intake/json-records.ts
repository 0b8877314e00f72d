/** JSON that is a table and no GeoJSON: a list of records, or an answer that holds one list of them (`{"pois": […]}` of map services). */

type Json = Readonly<Record<string, unknown>>;

/**
 * The records, what is nested one deep as `outer.inner` (`location.lng`). Null where the documents are no such thing; several lists beside one
 * another are not chosen between.
 */
export function recordsIn(documents: readonly unknown[]): Json[] | null {
  const lists = documents.length > 1 ? [documents] : listsIn(documents[0]);
  const records = lists.length === 1 ? lists[0]! : [];
  return records.length > 0 && records.every(isRecord) ? records.map(flat) : null;
}

function listsIn(document: unknown): (readonly unknown[])[] {
  if (Array.isArray(document)) return [document];
  if (!isRecord(document)) return [];
  return Object.values(document).filter(
    (member): member is unknown[] => Array.isArray(member) && member.some(isRecord),
  );
}

function flat(record: Json): Json {
  // Keys come from the file.
  const out = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(record))
    if (isRecord(value)) for (const [inner, own] of Object.entries(value)) out[`${name}.${inner}`] = own;
    else out[name] = value;
  return out;
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
