package io.vigie.agent.config;

import io.vigie.agent.config.OldName.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A service file in today's words, whatever words it is written in. */
final class Translation {
  private static final String CONTAINER = "container#0";

  private final IniFile written;
  private final IniFile today;
  private final String service;
  private final Path home;
  private final List<Problem> readAs = new ArrayList<>();

  /** Of the section that is being read. */
  private String title = "";

  private Translation(IniFile written, String service, Path home) {
    this.written = written;
    this.service = service;
    this.home = home;
    today = new IniFile(written.name());
    today.problems().addAll(written.problems());
  }

  /**
   * @param home the directory of the file
   */
  static Translation of(IniFile written, String service, Path home) {
    Translation translation = new Translation(written, service, home);
    written.sections().forEach(translation::section);
    return translation;
  }

  IniFile today() {
    return today;
  }

  /** What became of each word of before. */
  List<Problem> readAs() {
    return List.copyOf(readAs);
  }

  private void section(String title) {
    this.title = title;
    int hash = title.indexOf('#');
    String group = (hash < 0 ? title : title.substring(0, hash)).toLowerCase(Locale.ROOT);
    Optional<OldName> old =
        title.equals(Scoped.DEFAULT) ? Optional.empty() : OldName.section(group);
    String type = old.map(OldName::now).orElse(group);
    String section = old.isPresent() ? section(title, hash, group, type) : own(title, hash, group);
    int line = written.line(title);
    today.add(section, title, line);
    String impliedType = type.contains(".") ? type.substring(type.indexOf('.') + 1) : "";
    if (!impliedType.isEmpty() && written.settings(title).stream().noneMatch(Translation::types)) {
      today.add(section, new Setting("type", "", impliedType, line));
    }
    if (old.isPresent()) {
      String told = impliedType.isEmpty() ? "" : ", of type " + impliedType;
      note(line, "[" + title + "]", "read as [" + section + "]" + told);
    }
    if (section.equals(Scoped.DEFAULT)) {
      settings(title, section, section);
    } else if (section.indexOf('#') > 0) {
      settings(title, section, full(title, type));
    } else {
      // [env] and its like: the words in it are people's own
      written.settings(title).forEach(each -> today.add(section, each));
    }
  }

  private static String section(String title, int hash, String group, String type) {
    int dot = type.indexOf('.');
    // two groups of before are one today: the name of the old one keeps their rids apart
    return dot < 0
        ? type
        : type.substring(0, dot) + '#' + group + (hash < 0 ? "" : title.substring(hash + 1));
  }

  private static String own(String title, int hash, String group) {
    return hash < 0 ? title : group + title.substring(hash);
  }

  private String full(String title, String type) {
    String group = type.replaceFirst("\\..*", "");
    return written.settings(title).stream()
        .filter(Translation::types)
        .findFirst()
        .map(each -> group + '.' + today(group, each).value())
        .orElse(type);
  }

  private static boolean types(Setting setting) {
    return setting.keyword().equals("type") && setting.scope().isEmpty();
  }

  /** With its value of today. */
  private static Setting today(String type, Setting setting) {
    return OldName.of(setting.keyword())
        .filter(row -> row.reading() == Reading.VALUE && row.isFor(type) && row.is(setting))
        .findFirst()
        .map(row -> setting.as(setting.keyword(), setting.scope(), row.now()))
        .orElse(setting);
  }

  private void settings(String title, String section, String type) {
    Collection<Setting> settings = written.settings(title);
    // what is written in today's words counts, wherever it stands
    settings.stream().filter(each -> isToday(type, each)).forEach(each -> today.add(section, each));
    settings.stream()
        .filter(each -> !isToday(type, each))
        .forEach(each -> old(section, type, each));
  }

  private boolean isToday(String type, Setting setting) {
    return rename(type, setting).isEmpty() && today(type, setting) == setting;
  }

  private Optional<OldName> rename(String type, Setting setting) {
    return OldName.of(setting.keyword())
        .filter(row -> row.reading() != Reading.VALUE)
        .filter(row -> row.isFor(type) && row.is(setting))
        .filter(row -> row.reading() != Reading.SCRIPT || script(setting).isPresent())
        .findFirst();
  }

  private void old(String section, String type, Setting setting) {
    Setting valued = today(type, setting);
    Optional<OldName> row = rename(type, setting);
    if (row.isEmpty()) {
      put(section, setting, List.of(valued));
      return;
    }
    String now = row.get().now();
    switch (row.get().reading()) {
      case SECTION, VALUE -> throw new IllegalStateException(row + " renames no keyword");
      case KEYWORD ->
          put(section, setting, List.of(valued.as(now, setting.scope(), valued.value())));
      case ON_NODES ->
          put(
              section,
              setting,
              Values.words(setting.value()).stream()
                  .map(each -> setting.as(now, each, "true"))
                  .toList());
      case ADDED -> added(section, setting, now);
      case FIRST_NODE -> firstNode(setting);
      case CONTAINER -> container(setting, now);
      case SCRIPT -> script(section, setting, now);
      case PROGRAM -> note(setting.line(), setting.toString(), "read as what " + now + " call");
    }
  }

  private void put(String section, Setting setting, List<Setting> made) {
    List<Setting> placed = new ArrayList<>();
    for (Setting each : made) {
      Optional<Setting> there = today.setting(section, each.keyword(), each.scope());
      if (there.isEmpty()) {
        today.add(section, each);
        placed.add(each);
      } else {
        note(setting.line(), setting.toString(), there.get() + " counts instead");
      }
    }
    if (!placed.isEmpty()) {
      String where = section.equals(CONTAINER) ? " of [" + CONTAINER + "]" : "";
      note(setting.line(), setting.toString(), "read as " + shown(placed) + where);
    }
  }

  private static String shown(List<Setting> settings) {
    return settings.stream().map(Setting::shown).collect(Collectors.joining(", "));
  }

  private void added(String section, Setting setting, String keyword) {
    Optional<Setting> there = today.setting(section, keyword, setting.scope());
    if (there.isEmpty()) {
      put(section, setting, List.of(setting.as(keyword, setting.scope(), setting.value())));
      return;
    }
    Set<String> words = new LinkedHashSet<>(Values.words(there.get().value()));
    words.addAll(Values.words(setting.value()));
    Setting all = there.get().with(String.join(" ", words));
    today.add(section, all);
    note(setting.line(), setting.toString(), "read as " + all.shown());
  }

  private void firstNode(Setting setting) {
    Optional<Setting> nodes = today.setting(Scoped.DEFAULT, "nodes", "");
    if (nodes.isPresent() && nodes.get().value().indexOf('{') < 0) {
      List<String> all = Values.words(nodes.get().value());
      Set<String> order = new LinkedHashSet<>(Values.words(setting.value()));
      order.retainAll(all);
      order.addAll(all);
      if (!List.copyOf(order).equals(all)) {
        Setting ordered = nodes.get().as("nodes", "", String.join(" ", order));
        today.add(Scoped.DEFAULT, ordered);
        note(setting.line(), setting.toString(), "read as " + ordered.shown());
      }
    }
    put(Scoped.DEFAULT, setting, List.of(setting.as("orchestrate", "", "start")));
  }

  private void container(Setting setting, String keyword) {
    boolean hosted =
        written
            .setting(titleOfDefault(), "mode", "")
            .map(Setting::value)
            .orElse("hosted")
            .equals("hosted");
    if (hosted) {
      note(setting.line(), setting.toString(), "read as: no container");
      return;
    }
    today.add(CONTAINER, CONTAINER, setting.line());
    put(CONTAINER, setting, List.of(setting.as(keyword, "", setting.value())));
    if (written.setting(titleOfDefault(), "vm_name", "").isEmpty()) {
      today.add(CONTAINER, setting.as("name", "", service));
    }
  }

  private String titleOfDefault() {
    return written.settings(Scoped.DEFAULT).isEmpty() ? "default" : Scoped.DEFAULT;
  }

  /** The script of the application whose setting that is. */
  private Optional<Setting> script(Setting setting) {
    return written
        .setting(title, "script", setting.scope())
        .or(() -> written.setting(title, "script", ""));
  }

  private void script(String section, Setting setting, String word) {
    String value = setting.value().strip();
    boolean number = value.matches("\\d{1,6}");
    if (value.matches("(?i)f|false|n|no|off")) {
      note(setting.line(), setting.toString(), "read as: it has no " + setting.keyword());
      return;
    }
    if (!number && !value.matches("(?i)t|true|y|yes|on")) {
      today.add(section, setting);
      return;
    }
    String script = script(setting).orElseThrow().value();
    String path = script.startsWith("/") ? script : home.resolve(service + ".d") + "/" + script;
    List<Setting> made = new ArrayList<>();
    made.add(setting.as(setting.keyword(), setting.scope(), path + ' ' + word));
    if (number && setting.keyword().equals("start")) {
      made.add(setting.as("subset", setting.scope(), "%06d".formatted(Integer.parseInt(value))));
    }
    put(section, setting, made);
  }

  private void note(int line, String setting, String rule) {
    readAs.add(new Problem(false, written.name(), line, setting, rule));
  }
}
