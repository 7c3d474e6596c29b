// One page of a list that lives. A change of a row on the page shows in its place at once; rows that would come,
// go or move wait until settle(), which is called when nobody points at the table.

export class LivePage {
  #compare;
  #matches;
  #size;
  #first;
  #waiting = new Map(); // id → row that would come
  #touched = new Set(); // ids on the page changed since the order was last right

  /**
   * matches: whether a row is of this list; null when only the server knows: rows stay until they are read again.
   * first: whether the page is the first of its list, so that rows may come before its first row.
   */
  constructor({ compare, matches, size, first = true }) {
    this.#compare = compare;
    this.#matches = matches;
    this.#size = size;
    this.#first = first;
    this.rows = [];
    this.total = 0;
    this.totalCapped = false;
    this.next = null;
    this.changes = new Map(); // id → how many live changes it saw; restarts the flash
  }

  load({ rows, total, totalCapped = false, next = null }) {
    const newer = new Map(this.rows.map((row) => [row.id, row]));
    this.rows = rows.map((row) => (newer.get(row.id)?.n > row.n ? newer.get(row.id) : row));
    this.total = total;
    this.totalCapped = totalCapped;
    this.next = next;
    this.#waiting.clear();
    this.#touched.clear();
  }

  /** Takes {id, n, removed?, row} events; true when anything on screen changed. */
  apply(events) {
    const places = new Map(this.rows.map((row, index) => [row.id, index]));
    let changed = false;
    for (const event of events) {
      const index = places.get(event.id);
      changed = (index === undefined ? this.#elsewhere(event) : this.#inPlace(index, event)) || changed;
    }
    if (changed) {
      this.rows = [...this.rows];
    }
    return changed;
  }

  #inPlace(index, event) {
    const held = this.rows[index];
    if (event.n <= held.n) {
      return false;
    }
    const row = event.removed ? { ...held, n: event.n } : event.row;
    row.gone = Boolean(event.removed) || this.#matches?.(row) === false;
    this.rows[index] = row;
    this.#touched.add(row.id);
    this.changes.set(row.id, (this.changes.get(row.id) ?? 0) + 1);
    return true;
  }

  #elsewhere(event) {
    const held = this.#waiting.get(event.id);
    if (held && event.n <= held.n) {
      return false;
    }
    const had = this.#waiting.delete(event.id);
    if (event.removed || !this.#matches?.(event.row) || !this.#belongs(event.row)) {
      return had;
    }
    this.#waiting.set(event.id, event.row);
    return true;
  }

  #belongs(row) {
    if (this.rows.length === 0) {
      return this.#first;
    }
    const afterFirst = this.#first || this.#compare(this.rows[0], row) <= 0;
    const last = this.rows[this.rows.length - 1];
    const roomAtEnd = this.next === null && this.rows.length < this.#size;
    return afterFirst && (roomAtEnd || this.#compare(row, last) < 0);
  }

  /** Rows that would come, go or move if the page were put in order now. */
  get waiting() {
    let count = this.#waiting.size;
    for (const [index, row] of this.rows.entries()) {
      if (row.gone || (this.#touched.has(row.id) && this.#misplaced(index))) {
        count += 1;
      }
    }
    return count;
  }

  #misplaced(index) {
    const [before, row, after] = [this.rows[index - 1], this.rows[index], this.rows[index + 1]];
    return (before && this.#compare(before, row) > 0) || (after && this.#compare(row, after) > 0);
  }

  /** Puts the page in order; returns how many rows came. */
  settle() {
    const stay = this.rows.filter((row) => !row.gone);
    const left = this.rows.length - stay.length;
    const came = [...this.#waiting.values()];
    for (const row of came) {
      this.changes.set(row.id, (this.changes.get(row.id) ?? 0) + 1);
    }
    const rows = [...stay, ...came].sort(this.#compare);
    if (rows.length > this.#size) {
      rows.length = this.#size;
    }
    this.rows = rows;
    this.total = Math.max(this.total - left + came.filter((row) => row.n === 1).length, rows.length);
    this.#waiting.clear();
    this.#touched.clear();
    return came.length;
  }
}
