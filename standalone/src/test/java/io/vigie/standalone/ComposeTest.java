package io.vigie.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** There is no container engine here: what can be held against the code without one is. */
class ComposeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern VARIABLE =
      Pattern.compile("\"(VIGIE_[A-Z_]+)\"|\\$\\{env:(VIGIE_[A-Z_]+)}");
  private static final Pattern MAIN = Pattern.compile("io\\.vigie(\\.\\w+)+");

  @ParameterizedTest
  @ValueSource(strings = {"docker-compose.yml", "compose.ha.yml"})
  void everyMainExists(String file) throws Exception {
    Set<String> mains = new HashSet<>();
    services(file).values().forEach(service -> mains.addAll(words(service.get("command"))));
    mains.removeIf(word -> !MAIN.matcher(word).matches());
    assertThat(mains).hasSizeGreaterThanOrEqualTo(4);
    for (String main : mains) {
      assertThat(Class.forName(main).getMethod("main", String[].class)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker-compose.yml", "compose.ha.yml"})
  void everyVariableOfOursIsReadByTheCode(String file) throws IOException {
    Set<String> read = variablesInTheCode();
    services(file)
        .values()
        .forEach(
            service ->
                map(service.get("environment")).keySet().stream()
                    .filter(name -> name.startsWith("VIGIE_"))
                    .forEach(name -> assertThat(read).as(file).contains(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker-compose.yml", "compose.ha.yml"})
  void noSecretIsWrittenDown(String file) throws IOException {
    services(file)
        .forEach(
            (name, service) ->
                map(service.get("environment"))
                    .forEach(
                        (variable, value) -> {
                          if (variable.contains("PASSWORD") || variable.contains("SECRET")) {
                            assertThat(variable).as(name).matches(".*_(FILE|DIR)");
                            assertThat(value.toString()).as(name).startsWith("/secrets/");
                          }
                        }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker-compose.yml", "compose.ha.yml"})
  void everyPartHasACertificateOfItsOwnAndAPlaceToKeepIt(String file) throws IOException {
    Map<String, Map<String, Object>> services = services(file);
    List<String> certified = words(services.get("first-start").get("entrypoint"));
    Set<String> volumes = map(load(file).get("volumes")).keySet();
    services.forEach(
        (name, service) -> {
          map(service.get("environment")).values().stream()
              .map(Object::toString)
              .filter(value -> value.matches("/secrets/.*\\.(properties|keystore\\.pem)"))
              .map(value -> value.replaceAll("^/secrets/|\\.(properties|keystore\\.pem)$", ""))
              .forEach(part -> assertThat(certified).as(name).contains(part));
          words(service.get("volumes")).stream()
              .map(volume -> volume.split(":")[0])
              .filter(volume -> !volume.startsWith("."))
              .forEach(volume -> assertThat(volumes).as(name).contains(volume));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker-compose.yml", "compose.ha.yml"})
  void healthIsAskedWhereTheCodeAnswers(String file) throws IOException {
    for (Map<String, Object> service : services(file).values()) {
      for (String word : words(map(service.get("healthcheck")).get("test"))) {
        if (word.startsWith("http")) {
          assertThat(word).endsWith("/health/readiness");
        }
      }
    }
    assertThat(sources().anyMatch(source -> source.contains("/health/readiness"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker-compose.yml", "compose.ha.yml"})
  void theBrokerTakesRecordsOfTheCataloguesSize(String file) throws IOException {
    services(file).values().stream()
        .map(service -> map(service.get("environment")))
        .filter(environment -> environment.containsKey("KAFKA_NODE_ID"))
        .forEach(
            broker ->
                assertThat(broker.get("KAFKA_MESSAGE_MAX_BYTES"))
                    .isEqualTo(Integer.toString(Topic.MAX_RECORD_BYTES)));
  }

  private static Set<String> variablesInTheCode() throws IOException {
    Set<String> names = new HashSet<>();
    sources()
        .forEach(
            source -> {
              Matcher matcher = VARIABLE.matcher(source);
              while (matcher.find()) {
                names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
              }
            });
    return names;
  }

  private static Stream<String> sources() throws IOException {
    Stream<String> all = Stream.empty();
    for (String module :
        List.of("contract", "streams", "ingest", "api", "notify", "standalone", "agent-lite")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        List<Path> java = files.filter(path -> path.toString().endsWith(".java")).toList();
        all = Stream.concat(all, java.stream().map(ComposeTest::read));
      }
    }
    return all;
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<String, Object> load(String file) throws IOException {
    return map(new Yaml().load(Files.readString(ROOT.resolve(file))));
  }

  private static Map<String, Map<String, Object>> services(String file) throws IOException {
    Map<String, Map<String, Object>> services = new java.util.LinkedHashMap<>();
    map(load(file).get("services")).forEach((name, service) -> services.put(name, map(service)));
    return services;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object yaml) {
    return yaml == null ? Map.of() : (Map<String, Object>) yaml;
  }

  private static List<String> words(Object yaml) {
    return yaml instanceof List<?> list ? list.stream().map(Object::toString).toList() : List.of();
  }
}
