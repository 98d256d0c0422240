import { Select } from 'antd';
import { useT } from '../../../platform/language.tsx';
import type { Encoding, Inspection } from './inspect.ts';

/** The beginning of a table as it was read, so that a wrong encoding is seen before anything is mapped. */
export function FirstLines({
  table,
  onEncoding,
}: {
  readonly table: Inspection;
  readonly onEncoding: (encoding: Encoding) => void;
}) {
  const t = useT();
  return (
    <>
      <p className="row">
        <span role="status">{t('imports.found', { columns: table.header.length, lines: table.lineCount })}</span>
        {table.isWorkbook ? null : (
          <label>
            {t('imports.encoding')}{' '}
            <Select<Encoding>
              aria-label={t('imports.encoding')}
              value={table.encoding}
              style={{ minWidth: 190 }}
              options={table.fitting.map((value) => ({ value, label: t(`imports.encoding.${value}`) }))}
              onChange={onEncoding}
            />
          </label>
        )}
      </p>
      <div className="first-lines" role="region" aria-label={t('imports.firstLines')} tabIndex={0}>
        <table className="case-table">
          <thead>
            <tr>
              {table.header.map((column, i) => (
                <th key={`${column} ${i}`} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.lines.map((cells, line) => (
              <tr key={`${line} ${cells.join('|')}`}>
                {cells.map((cell, i) => (
                  <td key={`${table.header[i] ?? ''} ${i}`} title={cell}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
