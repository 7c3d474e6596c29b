// Controller of one live list: reads a page, applies the stream to it, keeps it in order when nobody points at it.
import { formatRoute, listUrl } from '../model/route.js';
import { LivePage } from '../model/live-page.js';
import { matcher } from '../model/filter.js';
import { comparator } from '../model/sort.js';
import { get, serverNow } from '../net/api.js';
import { live } from '../live/client.js';

export const PAGE_SIZE = 200;
const SETTLE_MILLIS = 2000;
const EXPECTED_READS = 3;
const REFRESH_MILLIS = 15_000; // totals drift while rows come and go; the server's word puts them right

export class LiveList {
  #host;
  #key = null;
  #abort = null;
  #dirty = false;
  #timer = null;
  #readAt = 0;
  #expected = 0;
  #patience = REFRESH_MILLIS;
  #onBatch = ({ detail }) => this.#take(detail);
  #onReset = () => this.reload();

  /** held() tells whether somebody points at a row. */
  constructor(host, held) {
    this.#host = host;
    this.held = held;
    this.page = null;
    this.problem = null;
    this.loading = false;
    this.paused = false;
    host.addController(this);
  }

  hostConnected() {
    live.addEventListener('batch', this.#onBatch);
    live.addEventListener('reset', this.#onReset);
    this.#timer = setInterval(() => this.#tick(), SETTLE_MILLIS);
  }

  hostDisconnected() {
    live.removeEventListener('batch', this.#onBatch);
    live.removeEventListener('reset', this.#onReset);
    clearInterval(this.#timer);
    this.#abort?.abort();
    this.#key = null;
  }

  /** kind: {resource, type, order(a, b), size}, size being that of a page where it is not the usual one; asks the server only when something changed. */
  show(kind, { q, sort, cursor }) {
    const key = formatRoute({ view: kind.resource, q, sort, cursor });
    if (key === this.#key) {
      return;
    }
    const sameList = this.kind === kind;
    this.#key = key;
    this.kind = kind;
    this.query = { q, sort, cursor };
    if (!sameList) {
      this.page = null;
    }
    this.#read(this.#emptyPage());
  }

  get #size() {
    return this.kind.size ?? PAGE_SIZE;
  }

  #emptyPage() {
    const { q, sort, cursor } = this.query;
    const matches = matcher(q, serverNow);
    this.#patience = matches ? REFRESH_MILLIS : SETTLE_MILLIS; // what only the server can judge it is asked soon
    return new LivePage({
      compare: comparator(sort, this.kind.order, this.kind.ties, this.kind.ranks),
      matches,
      size: this.#size,
      first: !cursor,
    });
  }

  async reload() {
    if (this.#key !== null) {
      await this.#read(this.page ?? this.#emptyPage());
    }
  }

  /** Reads now and a few times after: what somebody just did is in the tables a moment later. */
  expect() {
    this.#expected = EXPECTED_READS;
    this.reload();
  }

  async #read(page) {
    this.#abort?.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.loading = true;
    this.#readAt = performance.now();
    this.#host.requestUpdate();
    try {
      const answer = await get(listUrl(this.kind.resource, this.query, this.#size), signal);
      page.load(answer);
      this.page = page;
      this.problem = null;
      this.#dirty = false;
      live.start(answer.position);
      page.apply(live.recent(this.kind.type));
      page.changes.clear(); // what came with the page is not news
      page.settle();
    } catch (problem) {
      if (signal.aborted) {
        return;
      }
      this.problem = problem;
      this.#joinAnyway(problem);
    }
    this.loading = false;
    this.#host.requestUpdate();
  }

  // a wrong question says nothing of the collector: whether that is live is told all the same
  #joinAnyway({ status }) {
    if (status === 400) {
      live.startWithoutList().catch(() => {}); // the bar tells of the silence
    }
  }

  #take(events) {
    const mine = events.filter((event) => event.type === this.kind?.type);
    if (!this.page || mine.length === 0 || this.paused) {
      this.#dirty = this.#dirty || mine.length > 0;
      return;
    }
    this.#dirty = true;
    if (this.page.apply(mine)) {
      this.#host.requestUpdate();
    }
  }

  get waiting() {
    return this.page?.waiting ?? 0;
  }

  /** Puts the page in order now, whoever points at it. */
  settle() {
    if (this.page && this.page.waiting > 0) {
      this.page.settle();
      this.#host.requestUpdate();
    }
  }

  pause(paused) {
    this.paused = paused;
    if (!paused && this.#dirty) {
      this.reload();
    }
  }

  #tick() {
    if (this.#expected > 0 && !this.loading) {
      this.#expected -= 1;
      this.reload();
      return;
    }
    if (this.paused || !this.page || this.loading || document.hidden || this.held()) {
      return;
    }
    this.settle();
    if ((this.#dirty || this.kind.polled) && performance.now() - this.#readAt > this.#patience) {
      this.reload();
    }
  }
}
