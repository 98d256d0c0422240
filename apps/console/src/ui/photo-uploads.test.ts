import { describe, expect, it } from 'vitest';
import { createPhotoUploads, photosRule } from './photo-uploads.ts';

function underWay() {
  let arrive: (hasArrived: boolean) => void = () => undefined;
  const way = new Promise<boolean>((resolve) => {
    arrive = resolve;
  });
  return { way, arrive };
}

describe('a form with photos', () => {
  it('waits for those under way, also for one that was added while it waited', async () => {
    const uploads = createPhotoUploads();
    const [first, second] = [underWay(), underWay()];
    uploads.track('a', first.way);
    let sent: boolean | null = null;
    const asked = uploads.areSent().then((value) => (sent = value));
    uploads.track('b', second.way);
    first.arrive(true);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(sent).toBeNull();
    second.arrive(true);
    expect(await asked).toBe(true);
  });

  it('is not sent without one that failed, until it was tried again or taken out', async () => {
    const uploads = createPhotoUploads();
    uploads.track('a', Promise.resolve(false));
    expect(await uploads.areSent()).toBe(false);
    uploads.track('a', Promise.resolve(true));
    expect(await uploads.areSent()).toBe(true);
    uploads.track('b', Promise.resolve(false));
    uploads.forget('b');
    expect(await uploads.areSent()).toBe(true);
  });

  it('no longer waits for one that never arrives once it was taken out or tried again', async () => {
    const uploads = createPhotoUploads();
    const never = new Promise<boolean>(() => undefined);
    uploads.track('removed', never);
    uploads.track('again', never);
    const asked = uploads.areSent();
    uploads.forget('removed');
    uploads.track('again', Promise.resolve(true));
    expect(await asked).toBe(true);
  });

  it('misses a photo only after all have arrived', async () => {
    const uploads = createPhotoUploads();
    const photos: string[] = [];
    const { way, arrive } = underWay();
    uploads.track('a', way);
    const rule = photosRule({ uploads, unsent: 'unsent', missing: 'missing', photosNow: () => photos });
    const checked = rule.validator();
    photos.push('id');
    arrive(true);
    await expect(checked).resolves.toBeUndefined();
    photos.pop();
    await expect(rule.validator()).rejects.toThrow('missing');
    uploads.track('b', Promise.resolve(false));
    await expect(rule.validator()).rejects.toThrow('unsent');
  });
});
