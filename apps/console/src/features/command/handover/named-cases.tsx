import type { Handover } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormat, useT } from '../../../platform/language.tsx';

/** A case as a hand-over names it. */
type NamedCase = Handover['facts']['hazards'][number];

interface NamedCasesProps {
  readonly label: string;
  readonly cases: readonly NamedCase[];
  readonly extra?: { readonly head: string; readonly cell: (one: NamedCase, index: number) => ReactNode };
}

/** Cases by number, matter, place, owner and deadline. */
export function NamedCases({ label, cases, extra }: NamedCasesProps) {
  const t = useT();
  const format = useFormat();
  return (
    <Scrolling label={label}>
      <table className="case-table numbers handover-cases">
        <thead>
          <tr>
            {(['case', 'matter', 'area', 'owner', 'dueAt'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`handover.${column}`)}
              </th>
            ))}
            {extra === undefined ? null : <th scope="col">{extra.head}</th>}
          </tr>
        </thead>
        <tbody>
          {cases.map((one, index) => (
            <tr key={`${one.id} ${index}`}>
              <td className="figures">
                <Link to="/cases/$caseId" params={{ caseId: one.id }}>
                  {one.number}
                </Link>
              </td>
              <td>{t.pick(one.matter)}</td>
              <td>{one.area}</td>
              <td>{one.owner}</td>
              <td className="figures">{one.dueAt === null ? '' : format.dateTime(Date.parse(one.dueAt))}</td>
              {extra === undefined ? null : <td>{extra.cell(one, index)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

/** Wider than a phone: it scrolls by itself, also by keyboard. */
export function Scrolling({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
