// The one way to the server. Answers are JSON; failures are Problem (RFC 9457); a lost session goes to the sign-in.

const KIND = 'urn:vigie:problem:';

/** Told by this side: the name is another's. */
export const TAKEN = `${KIND}taken`;

export class Problem extends Error {
  constructor({ status = 0, title = '', detail = '', type = '', params = {} }) {
    super(detail || title || String(status));
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.kind = type.startsWith(KIND) ? type.slice(KIND.length) : '';
    this.params = params;
  }
}

let clockOffset = 0;

/** Now by the server's clock: ages on screen must not depend on how this machine's clock is set. */
export function serverNow() {
  return Date.now() + clockOffset;
}

function learnClock(answer) {
  const date = Date.parse(answer.headers.get('date') ?? '');
  const offset = date + 500 - Date.now(); // the header has whole seconds
  if (Number.isFinite(offset)) {
    clockOffset = Math.abs(offset) > 2000 ? offset : 0;
  }
}

export async function get(url, signal) {
  return request(url, { signal, headers: { accept: 'application/json' } });
}

export async function send(method, url, body) {
  return request(url, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', 'x-vigie-request': '1' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

async function request(url, options) {
  let answer;
  try {
    answer = await fetch(url, options);
  } catch (cause) {
    if (cause.name === 'AbortError') {
      throw cause;
    }
    throw new Problem({ title: 'unreachable' });
  }
  if (answer.status === 401) {
    location.replace(`/login${location.hash}`);
    return new Promise(() => {}); // the page is leaving
  }
  learnClock(answer);
  if (!answer.ok) {
    throw new Problem({ ...(await answer.json().catch(() => ({}))), status: answer.status });
  }
  return answer.status === 204 ? null : answer.json();
}
