import type { demoRoutes, RouteAnswer } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';

type DemoSignIn = RouteAnswer<(typeof demoRoutes)['readDemo']>['signIns'][number];

/** In a demonstration, everybody whom one can play, in the order of the loop; elsewhere nothing. */
export function DemoSignIns({ onChoose }: { readonly onChoose: (signIn: DemoSignIn) => void }) {
  const t = useT();
  const { data } = useQuery({
    queryKey: ['demo'],
    queryFn: ({ signal }) => unwrap(api.readDemo({}, { signal })),
    staleTime: Infinity,
  });
  if (data?.active !== true) return null;
  return (
    <section className="demo-sign-ins" aria-labelledby="demo-sign-ins">
      <h2 id="demo-sign-ins">{t('demo.signIns')}</h2>
      <p className="quiet">{t('demo.hint')}</p>
      <ul className="plain-list">
        {data.signIns.map((signIn) => (
          <li key={signIn.signInName}>
            <button type="button" onClick={() => onChoose(signIn)}>
              <span>{t.pick(signIn.role)}</span>
              <span className="quiet">{signIn.signInName}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
