// How a state looks: a tone (colour), a mark (the text twin), an order. Words stay those of the command line.

export const AVAILABILITIES = ['down', 'warn', 'undef', 'stdby down', 'stdby up', 'up', 'n/a'];

/** Badges in the order of the 2010 screens: group on the wire, name on the screen. */
export const GROUPS = [
  ['container', 'vm'],
  ['ip', 'ip'],
  ['fs', 'fs'],
  ['disk', 'dg'],
  ['share', 'share'],
  ['app', 'app'],
  ['sync', 'sync'],
];

const LOOKS = {
  up: { mark: 'O', tone: 'up' },
  'stdby up': { mark: 'o', tone: 'standby' },
  down: { mark: 'X', tone: 'down' },
  'stdby down': { mark: 'x', tone: 'standby-down' },
  warn: { mark: '!', tone: 'warn' },
  'n/a': { mark: '/', tone: 'none' },
  undef: { mark: '?', tone: 'unknown' },
};

// down here, served by another node: no bad news, so neither loud nor a colour
const ELSEWHERE = { mark: '-', tone: 'none' };

/** of: what the word is said of. A word of a newer version looks unknown, never green. */
export function look(word, { stale = false, servedElsewhere = false } = {}) {
  const { mark, tone } = servedElsewhere && word === 'down' ? ELSEWHERE : LOOKS[word] ?? LOOKS.undef;
  return { mark, tone: stale ? 'stale' : tone };
}

/** What colours a whole row: the worse of availability and overall, grey when nobody vouches for it. */
export function rowTone(row) {
  const { tone } = look(row.avail, row);
  return row.overall === 'warn' && (tone === 'up' || tone === 'standby' || tone === 'none') ? 'warn' : tone;
}

const BADNESS = { down: 60, warn: 50, undef: 45, 'stdby down': 40 };
const MILD = { 'stdby up': 10, up: 5 };

/** Worst first: the same figures as the column of that name in the store. */
export function badness(row) {
  const strong = row.servedElsewhere ? undefined : BADNESS[row.avail];
  if (strong !== undefined) {
    return strong;
  }
  if (row.overall === 'warn') {
    return 30;
  }
  if (row.stale) {
    return 25;
  }
  return row.servedElsewhere ? 8 : MILD[row.avail] ?? 0;
}

const NODE_LOOKS = {
  alive: { mark: 'O', tone: 'up' },
  silent: { mark: 'X', tone: 'down' },
  leaving: { mark: '~', tone: 'stale' },
  known: { mark: '?', tone: 'unknown' },
  retired: { mark: '/', tone: 'none' },
};
const NODE_BADNESS = { silent: 60, leaving: 30, known: 20, alive: 5 };

export const NODE_STATES = Object.keys(NODE_LOOKS);

export function nodeLook(state) {
  return NODE_LOOKS[state] ?? NODE_LOOKS.known;
}

export function nodeBadness(row) {
  return NODE_BADNESS[row.state] ?? 0;
}

const ACTION_LOOKS = {
  ok: { mark: 'O', tone: 'up' },
  warn: { mark: '!', tone: 'warn' },
  err: { mark: 'X', tone: 'down' },
  off: { mark: '/', tone: 'none' },
  running: { mark: '>', tone: 'running' },
};

export const ACTION_STATUSES = Object.keys(ACTION_LOOKS);

export function actionLook(status) {
  return ACTION_LOOKS[status] ?? ACTION_LOOKS.warn;
}

const LEVEL_TONES = { info: 'none', warn: 'warn', error: 'down' };

export function levelTone(level) {
  return LEVEL_TONES[level] ?? 'none';
}

/** Facts beside availability, with their marks. */
export function flags(row) {
  const found = [];
  if (row.stale) {
    found.push({ key: 'stale', mark: '~', field: 'stale' });
  }
  if (row.frozen) {
    found.push({ key: 'frozen', mark: '*', field: 'frozen' });
  }
  if (row.provisioned === false) {
    found.push({ key: 'unprovisioned', mark: 'P', field: 'provisioned' });
  }
  if (row.misplaced) {
    found.push({ key: 'misplaced', mark: '^', field: 'misplaced' });
  }
  return found;
}
