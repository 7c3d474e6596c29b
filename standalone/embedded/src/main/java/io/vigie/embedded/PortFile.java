package io.vigie.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Tells other processes of this machine on which port what lives in a folder listens. */
final class PortFile {
  private static final String NAME = "vigie.port";

  private PortFile() {}

  static void write(Path folder, int port) {
    try {
      Files.writeString(folder.resolve(NAME), Integer.toString(port));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(NAME), e);
    }
  }

  /** Empty when nobody listens there now. */
  static OptionalInt read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isReadable(file)) {
      return OptionalInt.empty();
    }
    try {
      int port = Integer.parseInt(Files.readString(file).strip());
      return FreePort.isFree(port) ? OptionalInt.empty() : OptionalInt.of(port);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
