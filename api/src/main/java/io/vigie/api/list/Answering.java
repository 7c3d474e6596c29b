package io.vigie.api.list;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vigie.api.filter.Field;
import io.vigie.contract.event.AppPolicy;
import java.util.List;

/** Who answers for what a row shows, as expressions whose value is a JSON array of names. */
public final class Answering {
  public static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

  private Answering() {}

  /** Those of an app and those of one service. */
  public static String ofService(String app, String service) {
    return both(ofApp(app), of("service", service));
  }

  /** Those of a node and those of the app it belongs to. */
  public static String ofNode(String app, String node) {
    return both(of("node", node), of("app", app));
  }

  /**
   * @param app expression of a code; empty for none
   */
  public static String ofApp(String app) {
    return of("app", "IF(" + app + "=''," + '\'' + AppPolicy.NONE + "'," + app + ")");
  }

  public static Field field(String expression) {
    return Field.names("responsibles", expression);
  }

  private static String both(String some, String more) {
    return "JSON_MERGE_PRESERVE(" + some + ',' + more + ')';
  }

  private static String of(String kind, String id) {
    return "COALESCE((SELECT JSON_ARRAYAGG(r.who ORDER BY r.who_kind,r.who) FROM answerable r"
        + " WHERE r.of_kind='"
        + kind
        + "' AND r.of_id="
        + id
        + " AND NOT r.reader),'[]')";
  }
}
