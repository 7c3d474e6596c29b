// What a copy of data looks like: its state, its age against what it may be, its runs as a chart. From its row alone.
import { actionLook } from './availability.js';
import { bytes } from './format.js';
import { absolute, duration, moment } from './time.js';

export const STATES = ['never', 'late', 'failed', 'ok'];

const LOOKS = {
  never: { mark: 'X', tone: 'down' },
  late: { mark: 'X', tone: 'down' },
  failed: { mark: '!', tone: 'warn' },
  ok: { mark: '=', tone: 'up' },
};

const BADNESS = { never: 60, late: 50, failed: 30, ok: 0 };

/** A state of a newer version looks as if nobody knew. */
export function syncLook(state) {
  return LOOKS[state] ?? { mark: '?', tone: 'unknown' };
}

/** As the server sorts; what nobody knows is not well. */
export function syncBadness({ state }) {
  return BADNESS[state] ?? BADNESS.late;
}

/** Id of the alert about it: of an old copy, or else of the run that failed. */
export function alertOf({ id, state }) {
  return `${state === 'late' ? 'sync-late' : 'sync-failed'}:${id}`;
}

/** Id of the copy an alert is about; null when it is about none. */
export function syncOf({ kind, id }) {
  const about = kind === 'sync-late' || kind === 'sync-failed' ? id.slice(kind.length + 1) : '';
  return about.includes('#') ? about : null; // an agent that tells no copies tells the action: n1/syncnodes
}

const LIMIT_AT = 75; // where on its bar a copy is as old as it may be

/** Place from 0 to 100 of an age on its bar, of which the limit is at 75; null when nothing says how old it may be. */
export function agePlace(goodMillis, maxDelaySeconds, now) {
  if (!maxDelaySeconds) {
    return null;
  }
  if (goodMillis === null) {
    return 100;
  }
  return Math.min(100, Math.max(0, (LIMIT_AT * (now - goodMillis)) / (maxDelaySeconds * 1000)));
}

/** Runs that sent or tried to, oldest first: [{at, end, millis, bytes, status, tone}]. */
export function sendings(runs) {
  return runs
    .filter(({ status }) => status !== 'off')
    .map((run) => ({ ...run, at: moment(run.begin), end: moment(run.end), tone: actionLook(run.status).tone }))
    .map((run) => ({ ...run, millis: Math.max(0, run.end - run.at) }))
    .sort((a, b) => a.at - b.at);
}

/** "1.5 MiB/s"; empty for nothing known. */
export function speed(bytesPerSecond) {
  const text = bytes(bytesPerSecond);
  return text && `${text}/s`;
}

/**
 * Options of the chart of runs: bytes above, duration below, by time. colors: {text, muted, line, surface, up, warn, down};
 * words: {bytes, duration, day}. No HTML tooltip: the page allows no inline style.
 */
export function runOptions(sent, { colors, words, utc }) {
  const colored = (value) => sent.map((run) => ({ value: [run.at, value(run)], itemStyle: { color: colors[run.tone] ?? colors.up } }));
  const quiet = { axisLine: { lineStyle: { color: colors.line } }, axisTick: { lineStyle: { color: colors.line } } };
  const time = (gridIndex, show) => ({
    ...quiet,
    gridIndex,
    type: 'time',
    axisLabel: { show, color: colors.muted, hideOverlap: true, fontSize: 11 },
    splitLine: { show: false },
  });
  const figures = (gridIndex, name, formatter) => ({
    gridIndex,
    type: 'value',
    min: 0,
    name,
    nameLocation: 'end',
    nameTextStyle: { color: colors.muted, align: 'left', fontSize: 11 },
    splitNumber: 3,
    axisLabel: { color: colors.muted, fontSize: 11, formatter },
    splitLine: { lineStyle: { color: colors.line } },
  });
  const series = (index, data) => ({ type: 'bar', xAxisIndex: index, yAxisIndex: index, data, barMaxWidth: 10, barMinWidth: 2, barMinHeight: 1 });
  return {
    animation: false,
    useUTC: utc,
    grid: [
      { left: 74, right: 14, top: 26, height: 92 },
      { left: 74, right: 14, top: 152, height: 70 },
    ],
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.text, fontSize: 12 },
      formatter: ({ dataIndex }) => runText(sent[dataIndex], words, utc),
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: [time(0, false), time(1, true)],
    yAxis: [
      figures(0, words.bytes, (value) => bytes(value) || '0'),
      figures(1, words.duration, (value) => duration(value, words.day)),
    ],
    series: [series(0, colored((run) => run.bytes)), series(1, colored((run) => run.millis))],
  };
}

function runText({ at, millis, status, bytes: sent, bytesPerSecond }, words, utc) {
  const figures = [bytes(sent), duration(millis, words.day), speed(bytesPerSecond)].filter(Boolean).join('  ');
  return `${status}  ${absolute(at, utc)}\n${figures}`;
}
