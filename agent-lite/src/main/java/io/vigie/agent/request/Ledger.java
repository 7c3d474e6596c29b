package io.vigie.agent.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.agent.FileTrouble;
import io.vigie.agent.spool.PrivateFiles;
import io.vigie.contract.event.ActionRequest;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node has seen of requests. On the disk, forced, before anything is done: after a kill
 * at any moment no request is done a second time, and of one that was not begun it is known.
 */
final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final Path file;
  private Content content;

  /**
   * @param counter of the last genuine request
   * @param next where to read on; negative before the first look at the topic
   * @param waiting taken, and neither begun nor refused
   */
  record Content(long counter, long next, List<ActionRequest> waiting) {
    Content {
      waiting = waiting == null ? List.of() : List.copyOf(waiting);
    }
  }

  private Ledger(Path file, Content content) {
    this.file = file;
    this.content = content;
  }

  /**
   * @throws IOException also when it is there and unreadable: without it old requests would be new
   */
  static Ledger open(Path file) throws IOException {
    PrivateFiles.directory(file.getParent());
    try {
      return new Ledger(file, Json.MAPPER.readValue(Files.readString(file), Content.class));
    } catch (NoSuchFileException e) {
      return new Ledger(file, new Content(0, -1, List.of()));
    }
  }

  synchronized long counter() {
    return content.counter();
  }

  synchronized long next() {
    return content.next();
  }

  synchronized List<ActionRequest> waiting() {
    return content.waiting();
  }

  /** All before that place is seen. */
  synchronized void seen(long next) throws IOException {
    write(new Content(content.counter(), next, content.waiting()));
  }

  /** It is this node's to do or to refuse from now on, once. */
  synchronized void take(ActionRequest request, long next) throws IOException {
    List<ActionRequest> waiting = new ArrayList<>(content.waiting());
    waiting.add(request);
    write(new Content(request.counter(), next, waiting));
  }

  /** It was begun or refused: its action tells the rest. */
  synchronized void answered(String id) {
    List<ActionRequest> waiting =
        content.waiting().stream().filter(each -> !each.id().equals(id)).toList();
    if (waiting.size() == content.waiting().size()) {
      return;
    }
    try {
      write(new Content(content.counter(), content.next(), waiting));
    } catch (IOException e) {
      // at worst the next start refuses what has an answer: the first one counts
      LOG.atWarn()
          .addKeyValue("action", id)
          .addKeyValue("reason", FileTrouble.inWords(e))
          .log("that a request was answered is not noted");
    }
  }

  private void write(Content fresh) throws IOException {
    try {
      PrivateFiles.replace(file, Json.MAPPER.writeValueAsString(fresh));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request cannot be written", e);
    }
    content = fresh;
  }
}
