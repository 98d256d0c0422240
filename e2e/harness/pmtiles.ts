/** A base map of one picture for the whole world, as a PMTiles file of version 3. */
export interface PictureFile {
  readonly bytes: Buffer;
  /** Where in the file its picture begins. */
  readonly tileAt: number;
}

const HEAD_BYTES = 127;
const NOT_COMPRESSED = 1;
const PNG = 2;
const METADATA = Buffer.from('{}');
/** Readers ask for the head and the directory in one part of this size; what they ask for beyond it is a picture. */
const FIRST_PART_BYTES = 16_384;

/** @param png not longer than 127 bytes, so that its length is one byte of the directory */
export function pictureFile(png: Buffer): PictureFile {
  // One entry: tile 0, for one tile, this long, at the very beginning of the tiles.
  const directory = Buffer.from([1, 0, 1, png.length, 1]);
  const head = Buffer.alloc(HEAD_BYTES);
  head.write('PMTiles');
  head.writeUInt8(3, 7);
  const metadataAt = HEAD_BYTES + directory.length;
  const lengths = [HEAD_BYTES, directory.length, metadataAt, METADATA.length, FIRST_PART_BYTES, 0, FIRST_PART_BYTES, png.length];
  for (const [i, value] of [...lengths, 1, 1, 1].entries()) head.writeBigUInt64LE(BigInt(value), 8 + i * 8);
  head.set([1, NOT_COMPRESSED, NOT_COMPRESSED, PNG, 0, 0], 96);
  for (const [i, degrees] of [-180, -85, 180, 85].entries()) head.writeInt32LE(degrees * 1e7, 102 + i * 4);
  const front = Buffer.concat([head, directory, METADATA]);
  return {
    bytes: Buffer.concat([front, Buffer.alloc(FIRST_PART_BYTES - front.length), png]),
    tileAt: FIRST_PART_BYTES,
  };
}
