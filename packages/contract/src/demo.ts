import { z } from 'zod';
import { route, type Route } from './route.ts';

const signInSchema = z
  .object({ signInName: z.string(), role: z.object({ zh: z.string(), en: z.string() }), password: z.string() })
  .meta({ id: 'DemoSignIn' });

/** The demonstration county; `systemRoutes.resetDemonstration` loads it anew. */
export const demoRoutes = {
  readDemo: route({
    method: 'GET',
    path: '/api/v1/demo',
    tag: 'demo',
    /** Passwords of a demonstration store are public; any other store answers that it is none, with an empty list. */
    summary: { zh: '演示账号', en: 'Sign-ins of the demonstration county' },
    access: 'public',
    scope: 'none',
    reply: z.object({ active: z.boolean(), signIns: z.array(signInSchema) }),
  }),
} satisfies Record<string, Route>;
