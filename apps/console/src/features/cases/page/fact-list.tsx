import type { ReactNode } from 'react';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Label and value in two columns; facts without a value are left out. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== '' && value !== false);
  return (
    <dl className="facts">
      {known.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Section({
  title,
  level = 3,
  extra,
  children,
}: {
  readonly title: string;
  /** Of its heading: 2 right below the title of the page. */
  readonly level?: 2 | 3;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}) {
  const Heading = `h${level}` as const;
  return (
    <section className="section" aria-label={title}>
      <Heading>
        {title}
        {extra === undefined ? null : <span className="section-extra">{extra}</span>}
      </Heading>
      {children}
    </section>
  );
}
