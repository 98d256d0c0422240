import '@gridward/i18n/words/entering';
import './camera.css';
import { Button, Modal, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../platform/language.tsx';
import { listCameras } from './use-has-camera.ts';

interface CameraProps {
  /** How many more photos the field takes. */
  readonly room: number;
  readonly onPhoto: (photo: File) => void;
  readonly onClose: () => void;
}

type Fault = 'refused' | 'missing' | 'busy';

const FAULTS: Readonly<Record<string, Fault>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
};
const faultOf = (error: unknown): Fault => (error instanceof Error ? FAULTS[error.name] : undefined) ?? 'busy';

/** A document camera shows a page of A4 legibly at this size. */
const SIZE = { width: { ideal: 1920 }, height: { ideal: 1080 } };
const QUALITY = 0.9;

const open = (deviceId: string | undefined): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({ video: deviceId === undefined ? SIZE : { ...SIZE, deviceId: { exact: deviceId } } });

const stop = (stream: MediaStream | null): void => stream?.getTracks().forEach((track) => track.stop());

/** What the camera sees at this moment. */
function shoot(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}

/** Shows what the camera sees as long as it is there; the light of the camera goes out with it. */
function useStream(deviceId: string | undefined) {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let shown: MediaStream | null = null;
    let isGone = false;
    setFault(null);
    setReady(false);
    open(deviceId).then(
      async (opened) => {
        if (isGone) return stop(opened);
        shown = opened;
        setStream(opened);
        // Only now the browser tells their names.
        setCameras(await listCameras());
      },
      (error: unknown) => (isGone ? undefined : setFault(faultOf(error))),
    );
    return () => {
      isGone = true;
      stop(shown);
    };
  }, [deviceId]);
  return { stream, cameras, fault, isReady, setReady };
}

/** Photos with the camera at this computer: a document camera for paper, or a webcam. One after the other, without closing. */
export function Camera({ room, onPhoto, onClose }: CameraProps) {
  const t = useT();
  const [deviceId, setDeviceId] = useState<string>();
  const video = useRef<HTMLVideoElement>(null);
  const { stream, cameras, fault, isReady, setReady } = useStream(deviceId);
  const [taken, setTaken] = useState(0);
  const take = async (): Promise<void> => {
    const photo = video.current === null ? null : await shoot(video.current);
    if (photo === null) return;
    setTaken((count) => count + 1);
    onPhoto(new File([photo], `camera-${taken + 1}.jpg`, { type: photo.type }));
  };
  return (
    <Modal
      open
      title={t('photos.camera')}
      width={720}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <div className="row">
          <Button type="primary" autoFocus disabled={!isReady || room <= 0} onClick={() => void take()}>
            {t('camera.take')}
          </Button>
          <Button onClick={onClose}>{t('camera.done')}</Button>
          <span role="status">{taken === 0 ? null : t(room <= 0 ? 'camera.full' : 'camera.taken', { count: taken })}</span>
        </div>
      }
    >
      {cameras.length < 2 ? null : (
        <Select
          className="camera-choice"
          aria-label={t('camera.which')}
          value={deviceId ?? cameras[0]?.deviceId}
          onChange={setDeviceId}
          options={cameras.map(({ deviceId: value, label }, index) => ({
            value,
            label: label === '' ? t('camera.nth', { n: index + 1 }) : label,
          }))}
        />
      )}
      {fault === null ? (
        <video
          ref={(node) => {
            video.current = node;
            if (node !== null && node.srcObject !== stream) node.srcObject = stream;
          }}
          className="camera"
          aria-label={t('camera.picture')}
          autoPlay
          muted
          playsInline
          onLoadedData={() => setReady(true)}
        />
      ) : (
        <p role="alert">{t(`camera.${fault}`)}</p>
      )}
    </Modal>
  );
}
