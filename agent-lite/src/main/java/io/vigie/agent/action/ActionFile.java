package io.vigie.agent.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.wire.Json;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trace of an action that runs: its begin on the first line, then a byte for each log line
 * handed out, and on a third line its end, once that is known. Readable after a kill at any byte.
 */
final class ActionFile {
  private static final Logger LOG = LoggerFactory.getLogger(ActionFile.class);

  private final Path path;
  private final File file;

  ActionFile(Path path) {
    this.path = path;
    file = path.toFile();
  }

  /**
   * @param lines how many log lines were handed out
   * @param end null while it is not known
   */
  record Content(ActionBegin begin, int lines, ActionEnd end) {}

  Optional<Content> read() {
    if (!file.exists()) {
      return Optional.empty();
    }
    try {
      String[] parts = Files.readString(path).split("\n", -1);
      ActionBegin begin = Json.MAPPER.readValue(parts[0], ActionBegin.class);
      int lines = parts.length > 1 ? parts[1].length() : 0;
      return Optional.of(new Content(begin, lines, parts.length > 2 ? end(parts[2]) : null));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("file", path).setCause(e).log("trace of an action unreadable");
      return Optional.empty();
    }
  }

  /** 0 when there is none. */
  long modified() {
    return file.lastModified();
  }

  void begin(ActionBegin begin) throws IOException {
    new MarkFile(path).write(Json.MAPPER.writeValueAsString(begin));
  }

  void line() throws IOException {
    append(".");
  }

  void end(ActionEnd end) throws IOException {
    append('\n' + Json.MAPPER.writeValueAsString(end));
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  private void append(String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      write(channel, text);
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static ActionEnd end(String json) {
    try {
      return Json.MAPPER.readValue(json, ActionEnd.class);
    } catch (JsonProcessingException e) {
      // cut while it was written: the action had not ended for anybody
      return null;
    }
  }
}
