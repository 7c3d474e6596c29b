// What one person chose on this browser: language, theme, clock, and how lists are shown.
const DEFAULTS = { language: null, theme: 'system', clock: 'local', density: 'dense' };
const storage = globalThis.localStorage;

function read(key) {
  try {
    return storage?.getItem(`vigie.${key}`) ?? DEFAULTS[key];
  } catch {
    return DEFAULTS[key]; // storage refused by the browser
  }
}

class Preferences extends EventTarget {
  get(key) {
    return read(key);
  }

  set(key, value) {
    try {
      storage?.setItem(`vigie.${key}`, value);
    } catch {
      return; // storage refused: the choice lasts as long as nothing asks for it again
    }
    this.dispatchEvent(new Event('change'));
  }

  get utc() {
    return this.get('clock') === 'utc';
  }

  /** system → light → dark → system. */
  nextTheme() {
    const order = ['system', 'light', 'dark'];
    const next = order[(order.indexOf(this.get('theme')) + 1) % order.length];
    if (next === 'system') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = next;
    }
    this.set('theme', next);
  }
}

export const preferences = new Preferences();
