/** The part of osm-pbf-parser 2.3.0 that benches and tests use; it ships no types. */
declare module 'osm-pbf-parser' {
  import type { Transform } from 'node:stream';

  interface OsmItem {
    readonly type: 'node' | 'way' | 'relation';
    readonly id: number;
    readonly lat: number;
    readonly lon: number;
    readonly tags: Readonly<Record<string, string>>;
    readonly refs: readonly number[];
  }

  interface Parser extends Transform {
    on(event: 'data', listener: (items: readonly OsmItem[]) => void): this;
    on(event: 'end', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }

  const parse: () => Parser;
  export default parse;
}
