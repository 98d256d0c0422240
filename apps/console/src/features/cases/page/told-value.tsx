import { Link } from '@tanstack/react-router';
import type { Told } from './told-facts.ts';

/** The words of a fact; another case is a way to it. */
export function ToldValue({ told: { value, caseId } }: { readonly told: Told }) {
  if (caseId === undefined) return value;
  return (
    <Link to="/cases/$caseId" params={{ caseId }} className="figures">
      {value}
    </Link>
  );
}
