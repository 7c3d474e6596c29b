// Keys and two-key sequences. Letters typed into a field are the field's.

const SEQUENCE_MILLIS = 1200;

export class KeyReader {
  #commands;
  #now;
  #prefix = '';
  #prefixAt = 0;

  /** commands: key or "first second" → function. */
  constructor(commands, now = () => performance.now()) {
    this.#commands = commands;
    this.#now = now;
  }

  take(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
      return;
    }
    const { tagName, type } = event.target;
    const typing = (/^(INPUT|SELECT|TEXTAREA)$/.test(tagName) && type !== 'checkbox') || event.target.closest?.('dialog, [popover]');
    if (typing) {
      return;
    }
    const waiting = this.#prefix && this.#now() - this.#prefixAt < SEQUENCE_MILLIS ? `${this.#prefix} ${event.key}` : '';
    this.#prefix = '';
    const command = this.#commands[waiting] ?? this.#commands[event.key];
    if (command) {
      event.preventDefault();
      command();
    } else if (Object.keys(this.#commands).some((name) => name.startsWith(`${event.key} `))) {
      this.#prefix = event.key;
      this.#prefixAt = this.#now();
    }
  }
}
