import { BarChart as Bars } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { init, use as register, type ComposeOption, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { BarSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import { useEffect, useRef } from 'react';

register([Bars, GridComponent, TooltipComponent, AriaComponent, LabelLayout, SVGRenderer]);

type Option = ComposeOption<BarSeriesOption | GridComponentOption | TooltipComponentOption>;

/** One bar, with the one it is compared with. `null` has no bar: nothing was counted, which is not zero. */
export interface BarRow {
  readonly key: string;
  readonly label: string;
  readonly now: number | null;
  readonly before?: number | null;
  /** What is said beside the bar: the fraction, or that the sample is small. */
  readonly note?: string;
}

interface BarChartProps {
  /** What is drawn, for who cannot see it; the table beside holds every number. */
  readonly label: string;
  readonly rows: readonly BarRow[];
  readonly names: { readonly now: string; readonly before: string };
  readonly format: (value: number) => string;
  /** The end of the axis where it is known, such as 1 for rates. */
  readonly max?: number;
  /** Across for names, upright for a row of periods. */
  readonly upright?: boolean;
  readonly onOpen?: (key: string) => void;
}

const BAR_PX = 30;
const UPRIGHT_PX = 260;
/** Ours now in the one hue, what was before in grey; what is drawn follows the style sheet, on paper, too. */
const NOW = 'var(--brand)';
const BEFORE = 'var(--before)';
const INK = 'var(--ink)';
const QUIET = 'var(--quiet)';
const LINE = 'var(--line)';

/** Bars in the order of the table that they belong to. */
export function BarChart({ label, rows, names, format, max, upright = false, onOpen }: BarChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const open = useRef(onOpen);
  open.current = onOpen;
  const compared = rows.some(({ before }) => before !== undefined);
  const height = upright ? UPRIGHT_PX : 40 + rows.length * BAR_PX * (compared ? 1.3 : 1);

  useEffect(() => {
    if (box.current === null) return;
    const made = init(box.current, null, { renderer: 'svg' });
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    const keys = rows.map(({ key }) => key);
    chart.current?.off('click');
    chart.current?.on('click', ({ dataIndex }) => {
      const key = keys[dataIndex];
      if (key !== undefined) open.current?.(key);
    });
    chart.current?.resize({ height });
    chart.current?.setOption(optionOf({ rows, names, format, max, upright, compared }), { notMerge: true });
  }, [rows, names, format, max, upright, compared, height]);
  return (
    <>
      {compared ? (
        <p className="quiet row" aria-hidden>
          {[
            { name: names.now, colour: NOW },
            { name: names.before, colour: BEFORE },
          ].map(({ name, colour }) => (
            <span key={name}>
              <span style={{ color: colour }}>■</span> {name}
            </span>
          ))}
        </p>
      ) : null}
      <div ref={box} role="img" aria-label={label} className="chart" style={{ height }} />
    </>
  );
}

type Drawn = Pick<BarChartProps, 'rows' | 'names' | 'format' | 'max' | 'upright'> & { readonly compared: boolean };

function optionOf({ rows, names, format, max, upright = false, compared }: Drawn): Option {
  const labels = {
    type: 'category',
    data: rows.map(({ label }) => label),
    inverse: !upright,
    axisTick: { show: false },
    axisLabel: { width: upright ? 90 : 170, overflow: 'truncate', color: INK },
  } as const;
  const values = {
    type: 'value',
    ...(max === undefined ? {} : { max }),
    axisLabel: { formatter: format, color: QUIET, hideOverlap: true },
    splitLine: { lineStyle: { color: LINE } },
  } as const;
  const series = (name: string, colour: string, valueOf: (row: BarRow) => number | null): BarSeriesOption => ({
    type: 'bar',
    name,
    data: rows.map((row) => valueOf(row) ?? '-'),
    itemStyle: { color: colour },
    // The library mixes its own colour for the bar under the pointer, and cannot mix one of the style sheet.
    emphasis: { disabled: true },
    barMaxWidth: 22,
    // Beside each other on a phone some would stand on others; the table holds them all.
    labelLayout: { hideOverlap: true },
    label: {
      show: true,
      position: upright ? 'top' : 'right',
      color: INK,
      formatter: ({ dataIndex }) => {
        const row = rows[dataIndex];
        const value = row === undefined ? null : valueOf(row);
        return value === null ? '' : `${format(value)}${colour === NOW && row?.note !== undefined ? ` ${row.note}` : ''}`;
      },
    },
  });
  return {
    animation: false,
    aria: { enabled: false },
    grid: {
      left: 8,
      right: upright ? 8 : rows.some(({ note }) => note !== undefined) ? 180 : 110,
      top: 24,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      backgroundColor: 'var(--raised)',
      borderColor: LINE,
      textStyle: { color: INK },
      valueFormatter: (value) => (typeof value === 'number' ? format(value) : '–'),
    },
    [upright ? 'xAxis' : 'yAxis']: labels,
    [upright ? 'yAxis' : 'xAxis']: values,
    series: [
      ...(compared ? [series(names.before, BEFORE, ({ before }) => before ?? null)] : []),
      series(names.now, NOW, ({ now }) => now),
    ],
  };
}
