import { describe, expect, it } from 'vitest';
import { readOsmXml } from '../../src/intake/osm-xml';
import { town } from '../scenes/town';

const drawn = () =>
  town()
    .at({ A: [0, 0], B: [100, 0], C: [100, 100] })
    .street('A B C', { name: '老街' })
    .gate('B');

async function read(text: string | Uint8Array<ArrayBuffer>) {
  return readOsmXml(new Blob([text]));
}

async function codeOf(text: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const result = await read(text);
  return result.ok ? 'ok' : result.fault.code;
}

const nodes =
  '<node id="1" lat="31" lon="121"/><node id="2" lat="31.001" lon="121"/><node id="3" lat="31.002" lon="121"/>';
const way = (tags: string, more = '') =>
  `<way id="7" ${more}><nd ref="1"/><nd ref="2"/><nd ref="3"/>${tags}</way>`;
const osm = (inside: string) => `<?xml version="1.0"?><osm version="0.6">${inside}</osm>`;

describe('readOsmXml', () => {
  it('reads entities, either quote, odd blanks, comments and ">" in a value', async () => {
    const result = await read(
      `<?xml version='1.0' encoding='UTF-8'?>\n<!-- <osm> in a comment -->\n<osm version='0.6' generator="a > b">
       <bounds minlat="1"/><node id='1' lat='31' lon = "121" /><node
         id="2" lat="31.001"
         lon="121"></node>
       <way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/>
       <tag v="A &amp; B &lt;&quot;&#x4e2d;&#25991;&apos;&gt; &nbsp; > '" k="name"/></way></osm>`,
    );
    if (!result.ok) throw new Error(result.fault.code);
    expect(result.value.streets.wayTags).toEqual([{ highway: 'path', name: `A & B <"中文'> &nbsp; > '` }]);
    expect([...result.value.streets.lats]).toEqual([31, 31.001]);
  });

  it('gives the same whatever the size of the pieces it comes in', async () => {
    const bytes = new TextEncoder().encode(drawn().xml());
    const whole = await read(bytes);
    for (const size of [1, 3, 7, 64]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.slice(i * size, (i + 1) * size),
      );
      const blob = new Blob([bytes]);
      // The stream of a Blob chooses its own pieces; here they are as small as a network might send.
      blob.stream = () => new Blob(pieces).stream().pipeThrough(new TransformStream(splitter(size)));
      expect(await readOsmXml(blob)).toEqual(whole);
    }
    expect(whole.ok).toBe(true);
  });

  it('reads UTF-16 with a byte order mark and GBK where it is declared', async () => {
    const text = drawn().xml();
    const wide = new Uint8Array(2 + 2 * text.length);
    wide.set([0xff, 0xfe]);
    for (let i = 0; i < text.length; i++)
      wide.set([text.charCodeAt(i) & 255, text.charCodeAt(i) >> 8], 2 + 2 * i);
    expect(await read(wide)).toEqual(await read(text));
    const gbk = new TextEncoder().encode(
      osm(nodes + way('<tag k="highway" v="path"/><tag k="name" v="@@"/>')).replace(
        '"1.0"',
        '"1.0" encoding="GBK"',
      ),
    );
    const at = gbk.indexOf(64);
    gbk.set([0xd6, 0xd0], at);
    const result = await read(gbk);
    expect(result.ok && result.value.streets.wayTags[0]!['name']).toBe('中');
  });

  it('leaves deleted elements out', async () => {
    const good = '<tag k="highway" v="path"/>';
    const result = await read(
      osm(
        nodes +
          way(good) +
          way(good, 'visible="false"') +
          way(good, "action='delete'") +
          way(good, 'visible="true"'),
      ),
    );
    expect(result.ok && result.value.streets.wayTags.length).toBe(2);
  });

  it('cuts a way at a deleted node, and at one without a place', async () => {
    const result = await read(
      osm(
        nodes.replace('id="2"', 'id="2" visible="false"') +
          '<node id="4" lat="x" lon="121"/>' +
          way('<tag k="highway" v="path"/>'),
      ),
    );
    expect(result.ok ? '' : result.fault.code).toBe('osm.noStreets');
    const longer = await read(
      osm(
        nodes +
          '<node id="4" lat="x" lon="121"/><way id="8"><nd ref="1"/><nd ref="2"/><nd ref="4"/><nd ref="3"/><tag k="highway" v="path"/></way>',
      ),
    );
    expect(longer.ok && [...longer.value.streets.refs]).toEqual([0, 1]);
    expect(longer.ok && longer.notes).toEqual([{ code: 'osm.missingNodes', blanks: { ways: 1, nodes: 1 } }]);
  });

  it('is a fault where broken off, anywhere', async () => {
    const bytes = new TextEncoder().encode(drawn().xml().trimEnd());
    for (let length = 1; length < bytes.length; length++) {
      const result = await read(bytes.slice(0, length));
      expect(result.ok).toBe(false);
      const whole = length > '<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">'.length;
      if (whole && !result.ok)
        expect(result.fault).toEqual({ code: 'osm.truncated', blanks: { offset: length } });
    }
  });

  it('refuses document types and entities, which can swell', async () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
    expect(await codeOf(bomb + '<osm><tag k="name" v="&b;"/></osm>')).toBe('osm.declarations');
    expect(await codeOf('<osm><!ENTITY a "aaaaaaaaaa"></osm>')).toBe('osm.declarations');
  });

  it('names what is no OSM file', async () => {
    expect(await codeOf('')).toBe('osm.empty');
    expect(await codeOf('id,lon,lat\n1,2,3\n')).toBe('osm.notXml');
    expect(await codeOf('<!DOCTYPE html><html><body>error</body></html>')).toBe('osm.notXml');
    expect(await codeOf('<gpx><trk/></gpx>')).toBe('osm.notXml');
    expect(await codeOf('<osm><node id=1/></osm>')).toBe('osm.notXml');
    expect(await codeOf('<?xml version="1.0" encoding="klingon"?><osm/>')).toBe('osm.notXml');
    expect(await codeOf(`<osm><tag k="name" v="${'x'.repeat(3_000_000)}`)).toBe('osm.notXml');
    expect(await codeOf(osm(nodes))).toBe('osm.noStreets');
  });

  it('gives up early on a large file that holds no tag', async () => {
    let given = 0;
    const blob = new Blob(['x'.repeat(1000)]);
    blob.stream = () =>
      new ReadableStream({
        pull(controller) {
          given += 65536;
          controller.enqueue(new Uint8Array(65536).fill(120));
        },
      });
    const result = await readOsmXml(blob);
    expect(result.ok ? '' : result.fault.code).toBe('osm.notXml');
    expect(given).toBeLessThan(2_000_000);
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(readOsmXml(new Blob([drawn().xml()]), { signal: controller.signal })).rejects.toThrow(
      /abort/i,
    );
  });
});

function splitter(size: number): Transformer<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  return {
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; at += size) controller.enqueue(chunk.slice(at, at + size));
    },
  };
}
