/** What a file says of itself before it is sent: how many rows, and what its columns or properties are called. */
export interface SourceHead {
  readonly rows: number;
  readonly columns: readonly string[];
}

/** Chinese offices keep their tables in UTF-8 or in GB18030. */
export function decodeTable(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Reads the head of a GeoJSON or CSV text; the server reads it properly. */
export function headOf(text: string): SourceHead {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  return start.startsWith('{') ? headOfGeoJson(start) : headOfCsv(start);
}

function headOfGeoJson(text: string): SourceHead {
  try {
    const { features } = JSON.parse(text) as { features?: readonly { properties?: Record<string, unknown> | null }[] };
    const columns = new Set(features?.flatMap(({ properties }) => Object.keys(properties ?? {})));
    return { rows: features?.length ?? 0, columns: [...columns] };
  } catch {
    return { rows: 0, columns: [] };
  }
}

function headOfCsv(text: string): SourceHead {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  const columns = [...first.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)].map(([, quoted, plain]) =>
    (quoted ?? plain ?? '').replaceAll('""', '"').trim(),
  );
  return { rows: Math.max(0, lines.length - 1), columns };
}
