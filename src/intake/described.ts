/** Attributes that a program has put into each place's description as an HTML table, as KML of ArcGIS and GeoJSON made from it have them. */
import type { Feature } from 'geojson';

/**
 * The features with such attributes as properties of their own, in place of the description that holds them: what says who somebody is must
 * be found in its own column. Made-up names (kml_12) become `kml_id`. The same list where fewer than half of the descriptions hold a table of
 * two rows or more.
 */
export function withDescribed(features: readonly Feature[]): readonly Feature[] {
  const tables = features.map(({ properties }) => {
    const name = descriptionName(properties);
    return name === null ? new Map<string, string>() : attributesOf(String(properties![name]));
  });
  const filled = tables.filter((table) => table.size >= 2).length;
  if (filled === 0 || 2 * filled < features.length) return features;
  return features.map((feature, i) => {
    const table = tables[i]!;
    const said = table.size >= 2 ? descriptionName(feature.properties) : null;
    // Keys come from the file.
    const properties = Object.create(null) as Record<string, unknown>;
    for (const [name, value] of [...Object.entries(feature.properties ?? {}), ...table]) {
      if (name === said && value === feature.properties![said]) continue;
      const isMadeUp = /^name$/i.test(name) && /^kml_\d+$/i.test(String(value));
      const own = isMadeUp ? 'kml_id' : name;
      if (!Object.hasOwn(properties, own)) properties[own] = value;
    }
    return { ...feature, properties };
  });
}

function descriptionName(properties: Feature['properties']): string | null {
  for (const [name, value] of Object.entries(properties ?? {}))
    if (/^(description|popupinfo)$/i.test(name) && typeof value === 'string') return name;
  return null;
}

/** Rows of two cells; a longer page than this is no table of attributes. */
const mostCharacters = 50_000;

function attributesOf(html: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (html.length > mostCharacters || !/<tr/i.test(html)) return found;
  for (const row of html.split(/<tr[\s>]/i).slice(1)) {
    const cells = row.split(/<t[hd][^>]*>/i).slice(1);
    if (cells.length !== 2) continue;
    const [name, value] = cells.map(plain) as [string, string];
    if (name !== '' && name.length <= 80 && !found.has(name)) found.set(name, value);
  }
  return found;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Text without tags; what it says of characters as themselves. */
function plain(html: string): string {
  return html
    .replace(/<[^<>]*>?/g, ' ')
    .replace(/&(#x?[0-9a-f]{1,6}|amp|lt|gt|quot|apos|nbsp);/gi, (whole, name: string) => {
      const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
      if (name.startsWith('#')) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return entities[name.toLowerCase()]!;
    })
    .replace(/\s+/g, ' ')
    .trim();
}
