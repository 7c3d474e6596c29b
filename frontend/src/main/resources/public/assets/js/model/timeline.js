// The states a service went through: spans, how long each state lasted, and the ribbon that draws them.
import { look } from './availability.js';
import { absolute, duration, moment } from './time.js';

const DAY = 86_400_000;
export const RANGES = [
  { key: 'day', millis: DAY },
  { key: 'week', millis: 7 * DAY },
  { key: 'month', millis: 30 * DAY },
  { key: 'all', millis: null },
];

/**
 * {from, to, word, stale, tone, open} in milliseconds, oldest first; neighbours that look the same are one, and what ended
 * in the moment it began was nothing to be seen.
 */
export function spansOf(timeline, now) {
  const spans = [];
  const ordered = timeline
    .map((entry) => ({ ...entry, start: moment(entry.from) }))
    .filter(({ start }) => start !== null)
    .sort((a, b) => a.start - b.start);
  for (const { start, to, avail, stale = false } of ordered) {
    const end = moment(to);
    if (end !== null && end <= start) {
      continue;
    }
    const last = spans[spans.length - 1];
    if (last && last.word === avail && last.stale === stale && Math.abs(last.to - start) < 1000) {
      last.to = end ?? Math.max(now, start);
      last.open = end === null;
    } else {
      spans.push({ from: start, to: end ?? Math.max(now, start), word: avail, stale, tone: look(avail, { stale }).tone, open: end === null });
    }
  }
  return spans;
}

/** The period that shows something: all of what is known for less than a day, a week else. */
export function firstRange(spans, now) {
  return spans.length > 0 && now - spans[0].from < DAY ? 'all' : 'week';
}

/** The part of the spans between two moments. */
export function within(spans, from, to) {
  return spans
    .filter((one) => one.to > from && one.from < to)
    .map((one) => ({ ...one, from: Math.max(one.from, from), to: Math.min(one.to, to) }));
}

/** How long each state lasted, longest first: [{word, stale, tone, millis, share}]. Not an availability figure. */
export function shares(spans) {
  const sums = new Map();
  let whole = 0;
  for (const { from, to, word, stale, tone } of spans) {
    const key = `${word} ${stale}`;
    const held = sums.get(key) ?? { word, stale, tone, millis: 0 };
    held.millis += to - from;
    whole += to - from;
    sums.set(key, held);
  }
  return [...sums.values()]
    .map((one) => ({ ...one, share: whole === 0 ? 0 : one.millis / whole }))
    .sort((a, b) => b.millis - a.millis);
}

/** 99.995 % must not read as 100 %, nor what there was as nothing. */
export function percent(share) {
  const value = share * 100;
  if (value > 0 && value < 0.01) {
    return '< 0.01 %';
  }
  return `${(value >= 100 ? 100 : Math.floor(value * 100) / 100).toFixed(value >= 100 || value === 0 ? 0 : 2)} %`;
}

// bad states stand taller, so that the ribbon reads without colours too
const HEIGHTS = { up: 0.42, standby: 0.42, none: 0.18, stale: 0.18, unknown: 0.7, warn: 0.7, 'standby-down': 0.7, down: 1 };

/**
 * Options of the ribbon. colors: {text, line, surface, and one per tone}; words: {stale, until, now, day}.
 * No HTML tooltip: the page allows no inline style.
 */
export function ribbonOptions(spans, { from, to, colors, words, utc }) {
  return {
    animation: false,
    useUTC: utc,
    grid: { left: 8, right: 8, top: 8, bottom: 52 },
    tooltip: {
      renderMode: 'richText',
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.text, fontSize: 12 },
      formatter: ({ dataIndex }) => spanText(spans[dataIndex], words, utc),
    },
    xAxis: {
      type: 'time',
      min: from,
      max: to,
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.muted, hideOverlap: true, fontSize: 11 },
      splitLine: { show: false },
    },
    yAxis: { type: 'value', min: 0, max: 1, show: false },
    dataZoom: [
      { type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl' },
      {
        type: 'slider',
        filterMode: 'none',
        height: 16,
        bottom: 4,
        showDetail: false,
        brushSelect: false,
        borderColor: colors.line,
        fillerColor: colors.filler,
        handleStyle: { color: colors.surface, borderColor: colors.muted },
        moveHandleStyle: { color: colors.line },
        dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
      },
    ],
    series: [
      {
        type: 'custom',
        clip: true,
        encode: { x: [0, 1], y: 2 },
        renderItem: (params, api) => bar(api, spans[params.dataIndex], colors),
        data: spans.map((one) => [one.from, one.to, HEIGHTS[one.tone] ?? 0.7]),
      },
    ],
  };
}

function bar(api, { from, to, tone }, colors) {
  const [left, top] = api.coord([from, HEIGHTS[tone] ?? 0.7]);
  const [right, bottom] = api.coord([to, 0]);
  return {
    type: 'rect',
    shape: { x: left, y: top, width: Math.max(1.5, right - left), height: bottom - top }, // an outage of a second is still seen
    style: { fill: colors[tone] ?? colors.unknown },
  };
}

function spanText({ from, to, word, stale, open }, words, utc) {
  const end = open ? words.now : absolute(to, utc);
  return `${stale ? `${words.stale} ` : ''}${word}  ${duration(to - from, words.day)}\n${absolute(from, utc)} ${words.until} ${end}`;
}
