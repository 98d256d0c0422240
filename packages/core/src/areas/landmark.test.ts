import { describe, expect, it } from 'vitest';
import { houseNumberOf, matchOf, nearestNumbers, placeKey, rankPlaces, type RankedPlace } from './landmark.ts';

const place = (name: string, initials = '', ...alias: string[]): RankedPlace => ({ id: name, name, alias, initials });
const names = (list: readonly { readonly place: RankedPlace }[]) => list.map(({ place: { name } }) => name);

describe('finding a place', () => {
  it('compares without spaces, width and case, and keeps the hyphen of a door', () => {
    expect(placeKey('灯塔路 ８８ 号（东门）A座')).toBe('灯塔路88号东门a座');
    expect(placeKey('12-3')).not.toBe(placeKey('123'));
  });

  it('puts the very name first, then beginnings, then initials, then parts; shorter names first', () => {
    const places = [
      place('老灯塔广场'),
      place('灯塔广场停车场'),
      place('灯塔广场'),
      place('潮汐馆', 'cxg', '灯塔广场旧馆'),
      place('银滩公园'),
    ];
    expect(names(rankPlaces(places, '灯塔广场'))).toEqual(['灯塔广场', '潮汐馆', '灯塔广场停车场', '老灯塔广场']);
  });

  it('finds by pinyin initials, also within, and by words apart', () => {
    expect(matchOf(place('灯塔广场', 'dtgc'), 'dtgc')).toBe('initials');
    expect(matchOf(place('灯塔广场', 'dtgc'), 'tg')).toBe('initials');
    expect(matchOf(place('灯塔路88号', 'dtl88h'), '灯塔 88')).toBe('part');
    expect(matchOf(place('灯塔路88号', 'dtl88h'), '银滩 88')).toBeNull();
    expect(matchOf(place('灯塔路88号'), '  ')).toBeNull();
  });

  it('takes a house number without its 号 as the whole address', () => {
    const found = rankPlaces([place('灯塔路880号'), place('灯塔路88号')], '灯塔路88');
    expect(found.map(({ place: { name }, match }) => [name, match])).toEqual([
      ['灯塔路88号', 'exact'],
      ['灯塔路880号', 'start'],
    ]);
  });

  it('offers the neighbours of a number that is not there, of the same road only', () => {
    expect(houseNumberOf('灯塔路 86 号')).toEqual({ road: '灯塔路', number: 86 });
    expect(houseNumberOf('dtl86')).toBeNull();
    expect(houseNumberOf('110')).toBeNull();
    const places = [place('灯塔路2号'), place('灯塔路88号'), place('灯塔路80号'), place('灯塔路东巷86号'), place('灯塔广场')];
    expect(nearestNumbers(places, '灯塔路86号').map(({ name }) => name)).toEqual(['灯塔路88号', '灯塔路80号', '灯塔路2号']);
  });
});
