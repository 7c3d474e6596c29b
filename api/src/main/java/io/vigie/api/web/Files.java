package io.vigie.api.web;

import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The console's files, from the class path, each read once. */
@Singleton
final class Files {
  static final String CONSOLE = "public/index.html";
  static final String SIGN_IN = "public/login.html";
  static final String ASSETS = "public/assets/";

  private static final Map<String, MediaType> TYPES =
      Map.of(
          "html", MediaType.of("text/html;charset=utf-8"),
          "css", MediaType.of("text/css;charset=utf-8"),
          "js", MediaType.of("text/javascript;charset=utf-8"),
          "mjs", MediaType.of("text/javascript;charset=utf-8"),
          "json", MediaType.of("application/json"),
          "yml", MediaType.of("application/yaml"),
          "svg", MediaType.of("image/svg+xml"),
          "png", MediaType.of("image/png"),
          "woff2", MediaType.of("font/woff2"));

  /** No empty part, none that begins with a dot, nothing but these characters. */
  private static final Pattern SAFE =
      Pattern.compile("(?:[A-Za-z0-9_@-][A-Za-z0-9_@.-]*/)*[A-Za-z0-9_@-][A-Za-z0-9_@.-]*");

  private final Map<String, File> held = new ConcurrentHashMap<>();

  /**
   * @param etag strong, with its quotes
   */
  record File(byte[] content, MediaType type, String etag) {}

  /**
   * @param resource its name on the class path, as a stranger may have written it
   */
  Optional<File> find(String resource) {
    File file = held.get(resource);
    return file != null ? Optional.of(file) : load(resource);
  }

  private Optional<File> load(String resource) {
    MediaType type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    if (type == null || !SAFE.matcher(resource).matches()) {
      return Optional.empty();
    }
    URL url = Files.class.getClassLoader().getResource(resource);
    if (url == null) {
      return Optional.empty();
    }
    try (InputStream in = url.openStream()) {
      File file = file(in.readAllBytes(), type);
      held.put(resource, file);
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " of the console", e);
    }
  }

  static File file(byte[] content, MediaType type) {
    return new File(content, type, '"' + digest(content) + '"');
  }

  static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
