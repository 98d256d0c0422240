import type { TestProject } from 'vitest/node';
import { errorsIn, startProduct } from './product.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server with the demonstration county that all journeys share. */
    gridwardUrl: string;
  }
}

/** One server for all journeys: each makes its own cases and disturbs nobody else's. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const product = await startProduct({ demo: 'on' });
  project.provide('gridwardUrl', product.url);
  return async () => {
    await product.stop();
    const errors = errorsIn(product.said());
    if (errors.length > 0) throw new Error(`The server logged errors:\n${errors.join('\n')}`);
  };
}
