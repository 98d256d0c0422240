import { Link } from '@tanstack/react-router';

interface PartLinksProps {
  readonly label: string;
  readonly to: string;
  readonly parts: readonly { readonly id: string; readonly name: string }[];
  readonly here: string;
}

/** The parts of a page as links, so that each can be sent to a colleague. */
export function PartLinks({ label, to, parts, here }: PartLinksProps) {
  return (
    <nav className="part-links" aria-label={label}>
      {parts.map(({ id, name }) => (
        <Link
          key={id}
          to={to}
          search={{ tab: id }}
          className={id === here ? 'is-here' : undefined}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={id === here ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
