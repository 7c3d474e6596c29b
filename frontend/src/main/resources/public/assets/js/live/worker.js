// The shared worker: one EventSource per browser, however many pages are open.
import { browserTimers, Hub } from './hub.js';

const hub = new Hub((url) => new EventSource(url), browserTimers());

self.addEventListener('connect', ({ ports: [port] }) => {
  const post = (message) => port.postMessage(message);
  port.addEventListener('message', ({ data }) => {
    switch (data.kind) {
      case 'start':
        hub.start(data.position);
        break;
      case 'leave':
        hub.leave(post);
        port.close();
        break;
      default:
        hub.close();
    }
  });
  port.start();
  hub.join(post);
});
