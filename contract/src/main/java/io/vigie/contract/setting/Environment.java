package io.vigie.contract.setting;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Environment variables as settings of a part. Every refusal is an {@link IllegalArgumentException}
 * that names the variable and what it must be, and never a secret.
 */
public record Environment(Map<String, String> variables) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /**
   * @param what it must be, for whoever forgot it
   */
  public String required(String name, String what) {
    return optional(name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is not set; it must be " + what));
  }

  /** Empty when it is not set, or blank. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** An address, when one is given. */
  public Optional<URI> uri(String name) {
    return optional(name).map(text -> uri(name, text));
  }

  private static URI uri(String name, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is no address: " + e.getMessage(), e);
    }
  }

  /**
   * Of {@code VIGIE_URL}: where browsers find the console, without a slash at its end.
   *
   * @throws IllegalArgumentException naming the variable and what it must be
   */
  public Optional<URI> console() {
    return uri("VIGIE_URL").map(Environment::console);
  }

  private static URI console(URI url) {
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!web
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "VIGIE_URL must be where browsers find the console, like https://vigie.example.org,"
              + " without name, question or fragment; its host is "
              + url.getHost());
    }
    return URI.create(url.toString().replaceFirst("/+$", ""));
  }

  public int port(String name, int otherwise) {
    return optional(name).map(text -> port(name, text)).orElse(otherwise);
  }

  private static int port(String name, String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new IllegalArgumentException(
          name + " must be a port number, 0 to 65535; got \"" + text + '"');
    }
    return Integer.parseInt(text);
  }

  /** A file that can be read, when one is named. */
  public Optional<Path> file(String name) {
    return optional(name).map(text -> readable(name, Path.of(text)));
  }

  /** The content of a file that holds a secret, without the line's end. */
  public String secret(String name) {
    return secret(name, Path.of(required(name, "a file with the password")));
  }

  /**
   * @param name of the option or variable that gave the file, for the refusal
   */
  public static String secret(String name, Path file) {
    try {
      return Files.readString(readable(name, file)).strip();
    } catch (IOException e) {
      throw unreadable(name, file, e);
    }
  }

  /**
   * Properties of a Kafka client in a file, as Kafka's own tools take them; none without a file.
   */
  public Map<String, String> client(String name) {
    return file(name).map(file -> client(name, file)).orElse(Map.of());
  }

  /**
   * @param name of the option or variable that gave the file, for the refusal
   */
  public static Map<String, String> client(String name, Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(readable(name, file))) {
      properties.load(reader);
    } catch (IOException e) {
      throw unreadable(name, file, e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, properties::getProperty));
  }

  private static Path readable(String name, Path file) {
    if (!Files.isReadable(file)) {
      throw unreadable(name, file, null);
    }
    return file;
  }

  private static IllegalArgumentException unreadable(String name, Path file, IOException cause) {
    return new IllegalArgumentException(name + " names " + file + ", which cannot be read", cause);
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return "environment " + variables.keySet();
  }
}
