import { afterAll, beforeAll } from 'vitest';
import { errorsIn, startProduct, type Product, type ProductOptions } from './product.ts';

/**
 * A server and a store for the tests of one file: for those that begin with nothing,
 * and for those that change places or rules, which are everybody's.
 */
export function useOwnProduct(options: ProductOptions): () => Product {
  let product: Product | undefined;

  beforeAll(async () => {
    product = await startProduct(options);
  });
  afterAll(async () => {
    await product?.stop();
    const errors = errorsIn(product?.said() ?? '');
    if (errors.length > 0) throw new Error(`The server logged errors:\n${errors.join('\n')}`);
  });
  return () => {
    if (product === undefined) throw new Error('The server starts before the first test, not before.');
    return product;
  };
}
