package io.vigie.api.web;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page at {@code /}. It names every file that its first rows need, under a path that says what
 * is in all of them: a browser that has them never asks again, and never mixes two versions.
 */
@Singleton
final class ConsolePage {
  private static final Pattern ASSET = Pattern.compile("\"/assets/([^\"]+)\"");

  private final String version;
  private final Files.File page;

  ConsolePage(Files files) {
    Files.File written =
        files
            .find(Files.CONSOLE)
            .orElseThrow(
                () -> new IllegalStateException(Files.CONSOLE + " is missing: build the frontend"));
    String text = new String(written.content(), StandardCharsets.UTF_8);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Matcher assets = ASSET.matcher(text);
    while (assets.find()) {
      all.writeBytes(asset(files, assets.group(1)));
    }
    version = Files.digest(all.toByteArray());
    byte[] served =
        assets.replaceAll("\"/assets/v/" + version + "/$1\"").getBytes(StandardCharsets.UTF_8);
    page = Files.file(served, written.type());
  }

  Files.File page() {
    return page;
  }

  /** Of the files, as it stands in their path. */
  String version() {
    return version;
  }

  private static byte[] asset(Files files, String path) {
    return files
        .find(Files.ASSETS + path)
        .orElseThrow(() -> new IllegalStateException("the console's page names " + path))
        .content();
  }
}
