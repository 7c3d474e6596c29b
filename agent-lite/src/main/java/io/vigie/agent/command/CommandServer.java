package io.vigie.agent.command;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests on a unix socket that only its owner may open. Each connection brings one
 * request; an action goes on when its asker goes away.
 */
public final class CommandServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandServer.class);
  private static final int LONGEST_PATH = 107;

  private final Path path;
  private final ServerSocketChannel server;
  private final Answerer answerer;
  private final ExecutorService connections;

  private CommandServer(
      Path path, ServerSocketChannel server, Answerer answerer, ExecutorService connections) {
    this.path = path;
    this.server = server;
    this.answerer = answerer;
    this.connections = connections;
  }

  /**
   * @param path in a directory of its own, which is made private; a socket left there is replaced:
   *     the caller knows that no other agent runs
   */
  public static CommandServer open(Path path, Answerer answerer, ExecutorService connections)
      throws IOException {
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_PATH) {
      throw new IOException(
          "the path of a unix socket has at most "
              + LONGEST_PATH
              + " bytes, "
              + path
              + " has "
              + length
              + ": choose a shorter --var");
    }
    Files.createDirectories(path.getParent());
    Files.setPosixFilePermissions(path.getParent(), PosixFilePermissions.fromString("rwx------"));
    Files.deleteIfExists(path);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    CommandServer commands = new CommandServer(path, server, answerer, connections);
    connections.execute(commands::accept);
    return commands;
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel connection = server.accept();
        connections.execute(() -> serve(connection));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RejectedExecutionException e) {
        LOG.atWarn().setCause(e).log("a command could not be heard");
      }
    }
  }

  private void serve(SocketChannel connection) {
    try (connection;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    Channels.newInputStream(connection), StandardCharsets.UTF_8));
        BufferedWriter out =
            new BufferedWriter(
                new OutputStreamWriter(
                    Channels.newOutputStream(connection), StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      String line;
      while ((line = in.readLine()) != null && !line.isEmpty()) {
        lines.add(line);
      }
      ConnectionOutput output = new ConnectionOutput(out);
      output.send("exit " + answer(lines, output).number());
    } catch (IOException e) {
      // the asker went away
      LOG.atDebug().setCause(e).log("command connection lost");
    }
  }

  private ExitCode answer(List<String> lines, Output output) {
    Request request;
    try {
      request = Request.of(lines);
    } catch (IllegalArgumentException e) {
      output.error(e.getMessage());
      return ExitCode.USAGE;
    }
    try {
      return answerer.answer(request, output);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("verb", request.verb().word()).setCause(e).log("command failed");
      output.error("the agent failed: " + e + "; its log tells more");
      return ExitCode.INTERNAL;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends what it can; when the asker is gone the rest is for nobody. */
  private static final class ConnectionOutput implements Output {
    private final Writer out;
    private boolean gone;

    ConnectionOutput(Writer out) {
      this.out = out;
    }

    @Override
    public void line(String text) {
      text.lines().forEach(each -> send("out " + each));
    }

    @Override
    public void error(String text) {
      text.lines().forEach(each -> send("err " + each));
    }

    synchronized void send(String line) {
      if (gone) {
        return;
      }
      try {
        out.write(line);
        out.write('\n');
        out.flush();
      } catch (IOException e) {
        gone = true;
      }
    }
  }
}
