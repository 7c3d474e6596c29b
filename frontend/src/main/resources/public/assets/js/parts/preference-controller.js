// Renders its host again when the language, the clock or another choice changes.
import { preferences } from '../../public/preferences.js';

export class PreferenceController {
  constructor(host) {
    this.revision = 0;
    this.changed = () => {
      this.revision += 1;
      host.requestUpdate();
    };
    host.addController(this);
  }

  hostConnected() {
    preferences.addEventListener('change', this.changed);
  }

  hostDisconnected() {
    preferences.removeEventListener('change', this.changed);
  }
}
