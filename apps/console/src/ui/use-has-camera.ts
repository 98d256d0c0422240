import { useEffect, useState } from 'react';

/** What the browser gives pages over https, and on the server itself; others may use no camera. */
const devices = (): MediaDevices | undefined => navigator.mediaDevices;

export const listCameras = async (): Promise<MediaDeviceInfo[]> =>
  ((await devices()?.enumerateDevices()) ?? []).filter(({ kind }) => kind === 'videoinput');

/** Is a camera at this computer that a page may use? Also one that was plugged in a moment ago. */
export function useHasCamera(): boolean {
  const [hasCamera, setHasCamera] = useState(false);
  useEffect(() => {
    let isGone = false;
    const look = (): void =>
      void listCameras().then(
        ({ length }) => (isGone ? undefined : setHasCamera(length > 0)),
        () => undefined,
      );
    look();
    devices()?.addEventListener('devicechange', look);
    return () => {
      isGone = true;
      devices()?.removeEventListener('devicechange', look);
    };
  }, []);
  return hasCamera;
}
