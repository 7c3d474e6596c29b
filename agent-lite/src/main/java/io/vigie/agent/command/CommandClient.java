package io.vigie.agent.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Asks the daemon, when there is one. */
public final class CommandClient {
  private CommandClient() {}

  /**
   * @return the exit code, or nothing when no daemon listens there
   * @throws IOException when the daemon went away before it had answered
   */
  public static OptionalInt ask(Path path, Request request, Output output) throws IOException {
    if (Files.notExists(path)) {
      return OptionalInt.empty();
    }
    try (SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      if (!connect(connection, path)) {
        return OptionalInt.empty();
      }
      String text = String.join("\n", request.lines()) + '\n';
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        connection.write(bytes);
      }
      return OptionalInt.of(read(connection, output));
    }
  }

  private static boolean connect(SocketChannel connection, Path path) {
    try {
      return connection.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      // a socket without a listener: its daemon was killed
      return false;
    }
  }

  private static int read(SocketChannel connection, Output output) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.UTF_8));
    String line;
    while ((line = in.readLine()) != null) {
      if (line.startsWith("out ")) {
        output.line(line.substring(4));
      } else if (line.startsWith("err ")) {
        output.error(line.substring(4));
      } else if (line.startsWith("exit ")) {
        return Integer.parseInt(line.substring(5));
      }
    }
    throw new IOException(
        "the agent went away before it had answered; what it was doing is in its log");
  }
}
