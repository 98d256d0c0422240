import { useState } from 'react';

/** Photos that are on their way to the server. */
export interface PhotoUploads {
  /** @param way settles with whether the photo arrived; a later way of the same photo takes the place of the one before */
  track(key: string, way: Promise<boolean>): void;
  /** It was taken out: nobody waits for it any more. */
  forget(key: string): void;
  /** Waits until none is under way. @returns whether all of them arrived */
  areSent(): Promise<boolean>;
}

interface Way {
  /** Settles as soon as it is known, or nobody asks any more. */
  readonly hasArrived: Promise<boolean>;
  readonly letGo: () => void;
}

/** A way that can be given up: a request may stay without an answer for minutes. */
function wayOf(way: Promise<boolean>): Way {
  let letGo: () => void = () => undefined;
  const given = new Promise<boolean>((resolve) => {
    letGo = () => resolve(false);
  });
  return { hasArrived: Promise.race([way, given]), letGo };
}

export function createPhotoUploads(): PhotoUploads {
  const ways = new Map<string, Way>();
  const forget = (key: string): void => {
    ways.get(key)?.letGo();
    ways.delete(key);
  };
  return {
    track: (key, way) => {
      forget(key);
      ways.set(key, wayOf(way));
    },
    forget,
    async areSent() {
      let arrived: readonly boolean[] = [];
      let waitedFor: readonly Way[] = [];
      // While it waited, another photo may have been added, or one taken out.
      do {
        waitedFor = [...ways.values()];
        arrived = await Promise.all(waitedFor.map(({ hasArrived }) => hasArrived));
      } while (waitedFor.length !== ways.size || [...ways.values()].some((way) => !waitedFor.includes(way)));
      return arrived.every(Boolean);
    },
  };
}

/** Of one field. A form that is sent waits for its photos, and is not sent without one that failed. */
export const usePhotoUploads = (): PhotoUploads => useState(createPhotoUploads)[0];

interface PhotosRule {
  readonly uploads: PhotoUploads;
  /** Said where a photo did not arrive. */
  readonly unsent: string;
  /** Said where there is none; absent where none is needed. */
  readonly missing?: string | undefined;
  /** The photos of the field once all have arrived. */
  readonly photosNow: () => unknown;
}

/** The rule of a field of photos: looks only when all have arrived. */
export const photosRule = ({ uploads, unsent, missing, photosNow }: PhotosRule) => ({
  validator: async (): Promise<void> => {
    if (!(await uploads.areSent())) throw new Error(unsent);
    const photos = photosNow();
    if (missing !== undefined && !(Array.isArray(photos) && photos.length > 0)) throw new Error(missing);
  },
});
