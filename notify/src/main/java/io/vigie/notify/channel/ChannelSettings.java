package io.vigie.notify.channel;

import io.vigie.contract.setting.Environment;
import io.vigie.notify.web.Networks;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What channels need.
 *
 * @param secrets folder with a file for each; null for none
 * @param networks that may be called
 * @param ca PEM certificates that are trusted beside those the JVM trusts; null for none
 */
public record ChannelSettings(Path secrets, Networks networks, Path ca) {
  public static final String CA = "VIGIE_CHANNEL_CA";

  /** No secrets, no call to what is inside. */
  public static final ChannelSettings NONE = new ChannelSettings(null, Networks.WORLD, null);

  /**
   * From {@code VIGIE_SECRETS_DIR}, {@code VIGIE_ALLOWED_NETWORKS} and {@code VIGIE_CHANNEL_CA},
   * all optional.
   *
   * @throws IllegalArgumentException naming the variable and what it must be
   */
  public static ChannelSettings from(Environment environment) {
    return new ChannelSettings(
        environment.optional("VIGIE_SECRETS_DIR").map(ChannelSettings::folder).orElse(null),
        networks(environment.optional("VIGIE_ALLOWED_NETWORKS").orElse("")),
        environment.file(CA).orElse(null));
  }

  private static Path folder(String text) {
    Path folder = Path.of(text);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "VIGIE_SECRETS_DIR must be a folder with a file for each secret; got \"" + text + '"');
    }
    return folder;
  }

  private static Networks networks(String text) {
    try {
      return Networks.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("VIGIE_ALLOWED_NETWORKS: " + e.getMessage(), e);
    }
  }
}
