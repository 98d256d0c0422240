import { inflateRawSync } from 'node:zlib';

const CENTRAL_ENTRY = 0x02014b50;

/** One file of a zip archive, found by the archive's own directory. */
function unzip(archive: Buffer, path: string): Buffer {
  for (let at = archive.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0 && archive.readUInt32LE(at) === CENTRAL_ENTRY;) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (name === path) {
      const start = archive.readUInt32LE(at + 42);
      const data = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
      const packed = archive.subarray(data, data + archive.readUInt32LE(at + 20));
      return archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  throw new Error(`${path} is not in the archive`);
}

/** What a Word file says, paragraph by paragraph; or what stands on top of each page. */
export const wordsOf = (docx: Buffer, part: 'document' | 'header1' = 'document'): string[] =>
  unzip(docx, `word/${part}.xml`)
    .toString('utf8')
    .split('</w:p>')
    .map((paragraph) => [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join(''))
    .filter((text) => text !== '');
