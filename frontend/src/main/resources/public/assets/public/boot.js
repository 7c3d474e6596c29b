// Runs before the first paint: theme and language without a flash, and the one Trusted Types policy of the page.
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage refused by the browser: its own defaults hold
    }
  };
  const theme = read('vigie.theme');
  if (theme === 'light' || theme === 'dark') {
    root.dataset.theme = theme;
  }
  const language = read('vigie.language') ?? (navigator.language || 'en').slice(0, 2);
  root.lang = language === 'fr' ? 'fr' : 'en';

  const workers = [new URL('/assets/js/live/worker.js', location.origin).href];
  globalThis.trustedTypes?.createPolicy('default', {
    // the chart library empties its container by innerHTML = ''; nothing else may write HTML
    createHTML: (text) => (text === '' ? text : null),
    createScriptURL: (url) => (workers.includes(new URL(url, location.origin).href) ? url : null),
  });
})();
