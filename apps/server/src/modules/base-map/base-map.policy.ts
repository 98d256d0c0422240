import { TIANDITU_HOSTS, type BaseMap, type Said } from '@gridward/contract';

/** One thing that is wrong with a base map, at its place. */
export interface BaseMapFault {
  readonly pointer: string;
  readonly message: Said;
}

/** Services whose tiles are in GCJ-02 or BD-09, whatever somebody says of them. */
const SHIFTED_HOSTS = /(^|\.)(autonavi\.com|amap\.com|gtimg\.com|qq\.com|google\.cn|bdimg\.com|baidu\.com)$/;
const HOST_NAME = /^[a-z0-9.-]+$/;

const MESSAGES = {
  shifted: {
    zh: 'GCJ-02（高德、腾讯等）的底图与本平台的 WGS84 坐标相差几百米，不能使用',
    en: 'Tiles in GCJ-02 lie some hundred metres beside our WGS84 coordinates and cannot be used',
  },
  url: { zh: '请填写完整的 http(s) 地址', en: 'A complete http(s) address is needed' },
  template: { zh: '地址里要有 {z}、{x}、{y}', en: 'The address must hold {z}, {x} and {y}' },
  key: { zh: '请填写天地图密钥', en: 'The key of Tianditu is needed' },
  zooms: { zh: '最大级别不能小于最小级别', en: 'The highest zoom is below the lowest' },
} as const;

/** The parts of an address that a browser may be sent to; nothing for anything else. */
function addressOf(url: string): URL | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  const isPlain = parsed.username === '' && parsed.password === '' && HOST_NAME.test(parsed.hostname);
  return isPlain && /^https?:$/.test(parsed.protocol) ? parsed : null;
}

const isOwnFile = ({ kind, url }: BaseMap): boolean => kind === 'pmtiles' && url === '';

/** What keeps a base map from being used, in both languages. */
export function faultsOf(baseMap: BaseMap): readonly BaseMapFault[] {
  const { kind, url, key, coordinates, minZoom, maxZoom } = baseMap;
  if (kind === 'none') return [];
  const faults: BaseMapFault[] = [];
  const say = (pointer: string, message: Said): void => void faults.push({ pointer: `/baseMap/${pointer}`, message });
  if (coordinates === 'GCJ02') say('coordinates', MESSAGES.shifted);
  if (minZoom > maxZoom) say('maxZoom', MESSAGES.zooms);
  if (kind === 'tianditu') {
    if (key === '') say('key', MESSAGES.key);
    return faults;
  }
  if (isOwnFile(baseMap)) return faults;
  const address = addressOf(url);
  if (address === null) say('url', MESSAGES.url);
  else if (SHIFTED_HOSTS.test(address.hostname)) say('url', MESSAGES.shifted);
  else if (kind === 'xyz' && !['{z}', '{x}', '{y}'].every((part) => url.includes(part))) say('url', MESSAGES.template);
  return faults;
}

/** The hosts that a browser must be allowed to ask, and no other. */
export function originsOf(baseMap: BaseMap): readonly string[] {
  if (baseMap.kind === 'tianditu') return TIANDITU_HOSTS;
  const address = baseMap.kind === 'none' || isOwnFile(baseMap) ? null : addressOf(baseMap.url);
  return address === null ? [] : [address.origin];
}
