package io.vigie.api.live;

import io.vigie.contract.event.AppPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who answers for what, as the tables had it a moment ago.
 *
 * @param apps names of people and groups by code
 * @param services likewise, by {@code cluster/service}: added to those of the app
 */
record AnsweringNow(Map<String, List<String>> apps, Map<String, List<String>> services) {
  static final AnsweringNow NOTHING = new AnsweringNow(Map.of(), Map.of());

  List<String> ofService(String app, String service) {
    List<String> ofApp = apps.getOrDefault(app.isEmpty() ? AppPolicy.NONE : app, List.of());
    List<String> own = services.getOrDefault(service, List.of());
    return own.isEmpty() ? ofApp : Stream.concat(ofApp.stream(), own.stream()).toList();
  }
}
