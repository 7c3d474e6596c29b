package io.vigie.fleet;

import java.util.List;

/** Where machines stand. */
record Site(String code, String city, String building) {
  static final List<Site> ALL =
      List.of(
          new Site("par", "Paris", "Bercy"),
          new Site("lyo", "Lyon", "Gerland"),
          new Site("nte", "Nantes", "Erdre"),
          new Site("lil", "Lille", "Euratech"),
          new Site("tls", "Toulouse", "Labège"),
          new Site("mrs", "Marseille", "Arenc"));

  /** Where data of this one are kept against a disaster. */
  Site other() {
    return ALL.get((ALL.indexOf(this) + 1) % ALL.size());
  }

  String location(int rack) {
    return "country=FR, city=" + city + ", building=" + building + ", rack=" + rack(rack);
  }

  static String rack(int number) {
    return String.format("R%02d", number);
  }
}
