import type { Desk } from './desk.ts';

/** Keeps the requests to an address waiting until they are let go. */
export async function holdBack({ page }: Desk, address: RegExp): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(address, async (route) => {
    await gate;
    await route.continue();
  });
  return letGo;
}
