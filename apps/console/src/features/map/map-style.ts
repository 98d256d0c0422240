import type { CaseTileLamp } from '@gridward/contract';
import type { AreaLevel } from '@gridward/core';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Colour, Palette } from '../../styles/palette.ts';

/** The lamps' colours as in the lists; what has ended is a hollow grey. */
export const LAMP_COLOUR: Readonly<Record<CaseTileLamp, Colour>> = {
  green: 'green',
  amber: 'amber',
  red: 'red',
  grey: 'grey',
  none: 'ended',
};
/** System fonts draw the letters, so that no server of letters is needed. */
const FONT = ['Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif'];

const EMPTY = { type: 'FeatureCollection', features: [] } as const;
const isCluster: ExpressionSpecification = ['has', 'cluster'];
const lampColour = (palette: Palette): ExpressionSpecification =>
  [
    'match',
    ['get', 'lamp'],
    ...Object.entries(LAMP_COLOUR).flatMap(([lamp, colour]) => [lamp, palette(colour)]),
    palette(LAMP_COLOUR.none),
  ] as unknown as ExpressionSpecification;
const isHere: ExpressionSpecification = ['boolean', ['feature-state', 'here'], false];
/** 0 is the fewest, 1 the most of what is shaded; without a value the area stays blank. */
const shade: ExpressionSpecification = ['number', ['feature-state', 'shade'], -1];

const areas = (palette: Palette): readonly LayerSpecification[] => [
  {
    id: 'areas',
    type: 'fill',
    source: 'areas',
    paint: {
      'fill-color': [
        'case',
        isHere,
        palette('map-here'),
        ['>=', shade, 0],
        ['interpolate', ['linear'], shade, 0, palette('brand-soft'), 1, palette('map-most')],
        palette('paper'),
      ],
    },
  },
  { id: 'lines', type: 'line', source: 'areas', paint: { 'line-color': palette('map-line'), 'line-width': 1 } },
  { id: 'outer-lines', type: 'line', source: 'outer-areas', paint: { 'line-color': palette('map-outer'), 'line-width': 2.5 } },
];

const name = (palette: Palette, id: string, source: string, size: number): LayerSpecification => ({
  id,
  type: 'symbol',
  source,
  layout: {
    'text-field': ['get', 'label'],
    'text-font': FONT,
    'text-size': size,
    'text-max-width': 8,
    'text-padding': 4,
    'symbol-sort-key': ['get', 'rank'],
  },
  paint: { 'text-color': palette('map-ink'), 'text-halo-color': palette('paper'), 'text-halo-width': 1.5 },
});

export const MAX_ZOOM = 20;
/** From where on names of a level have room: before, those of the level above tell where one is. */
export const NAMES_FROM_ZOOM: Readonly<Partial<Record<AreaLevel, number>>> = { grid: 12.5, community: 11.5 };

/** Where a cluster stands on its middle, a large area has room beside it; the name of a grid would stand in another grid. */
function outerNames(palette: Palette): LayerSpecification {
  const plain = name(palette, 'outer-names', 'outer-names', 14);
  return {
    ...plain,
    maxzoom: 12.5,
    layout: { ...plain.layout, 'text-variable-anchor': ['center', 'bottom', 'top', 'left', 'right'], 'text-radial-offset': 2.4 },
  } as LayerSpecification;
}

/** Letters have a place of their own above everything else; where there is no room the smaller give way. */
const names = (palette: Palette): readonly LayerSpecification[] => [
  name(palette, 'area-names', 'area-names', 12),
  outerNames(palette),
];

export const caseLayers = (palette: Palette): readonly LayerSpecification[] => [
  {
    id: 'clusters',
    type: 'circle',
    source: 'cases',
    'source-layer': 'cases',
    filter: isCluster,
    paint: {
      'circle-color': palette('paper'),
      'circle-stroke-color': lampColour(palette),
      'circle-stroke-width': 4,
      'circle-radius': ['interpolate', ['linear'], ['get', 'count'], 2, 14, 50, 18, 1_000, 24, 50_000, 30],
    },
  },
  {
    id: 'cluster-counts',
    type: 'symbol',
    source: 'cases',
    'source-layer': 'cases',
    filter: isCluster,
    layout: {
      'text-field': [
        'format',
        ['to-string', ['get', 'count']],
        { 'font-scale': 1 },
        ['case', ['>', ['get', 'overdue'], 0], ['concat', '\n■', ['to-string', ['get', 'overdue']]], ''],
        { 'font-scale': 0.8, 'text-color': palette('red') },
      ],
      'text-font': FONT,
      'text-size': 13,
      'text-line-height': 1.05,
      'text-allow-overlap': true,
      // Names keep off the whole circle, not only off its figures.
      'text-ignore-placement': false,
      'text-padding': 14,
    },
    paint: { 'text-color': palette('ink') },
  },
  {
    id: 'points',
    type: 'symbol',
    source: 'cases',
    'source-layer': 'cases',
    filter: ['!', isCluster],
    layout: {
      'icon-image': ['concat', 'lamp-', ['get', 'lamp']],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': ['case', ['get', 'hazard'], ['literal', '!'], ''],
      'text-font': FONT,
      'text-size': 13,
      'text-anchor': 'left',
      'text-offset': [0.8, 0],
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': palette('red'), 'text-halo-color': palette('paper'), 'text-halo-width': 2 },
  },
  {
    id: 'selected',
    type: 'circle',
    source: 'selected',
    paint: {
      'circle-radius': 16,
      'circle-color': palette('brand'),
      'circle-opacity': 0.15,
      'circle-stroke-color': palette('brand'),
      'circle-stroke-width': 3,
    },
  },
];

const geojson = { type: 'geojson', data: EMPTY } as const;

/** Nothing that comes from elsewhere: grids as lines and names, so that a map works without a network of its own. */
export const mapStyle = (palette: Palette): StyleSpecification => ({
  version: 8,
  sources: {
    areas: { ...geojson, promoteId: 'id' },
    'outer-areas': geojson,
    'area-names': geojson,
    'outer-names': geojson,
    selected: geojson,
  },
  layers: [
    { id: 'paper', type: 'background', paint: { 'background-color': palette('ground') } },
    ...areas(palette),
    ...names(palette),
  ],
});

/** Over a base map areas are a breath of colour, without one they are paper. */
export const AREA_OPACITY: Readonly<Record<'alone' | 'overBaseMap', ExpressionSpecification | number>> = {
  alone: 1,
  overBaseMap: ['case', isHere, 0.45, ['>=', shade, 0], 0.6, 0],
};
