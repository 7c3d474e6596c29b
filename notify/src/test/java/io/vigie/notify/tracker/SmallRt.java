package io.vigie.notify.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Request Tracker as is asked of it, with a memory, that has bad days. */
final class SmallRt implements AutoCloseable {
  private static final Pattern KEY = Pattern.compile("LIKE '([^']+)'");
  private static final Pattern TICKET = Pattern.compile("/REST/2.0/ticket/(\\d+)(/comment)?");

  /** A ticket of it. */
  static final class Entry {
    final String subject;
    final String text;
    final List<String> comments = new CopyOnWriteArrayList<>();
    final List<String> marks = new CopyOnWriteArrayList<>();
    volatile String status = "new";

    Entry(String subject, String text) {
      this.subject = subject;
      this.text = text;
    }
  }

  final List<Entry> tickets = new CopyOnWriteArrayList<>();

  /** What is said to a call instead of an answer, before anything is done; 0 for nothing. */
  volatile int refuses;

  /** Asked after something was written, with its path: what is not true never gets its answer. */
  volatile Predicate<String> answers = path -> true;

  /** Done before it says what it has. */
  volatile Runnable looks = () -> {};

  /** Done before it does what it was asked. */
  volatile Runnable thinks = () -> {};

  private final HttpServer server;

  SmallRt() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::serve);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Tickets there of one of ours. */
  List<Entry> of(TicketId ours) {
    return tickets.stream().filter(each -> each.subject.contains("ticket " + ours + ":")).toList();
  }

  String id(Entry entry) {
    return Integer.toString(tickets.indexOf(entry) + 1);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      JsonNode body = Json.MAPPER.readTree(exchange.getRequestBody());
      if (refuses != 0) {
        say(exchange, refuses, Json.MAPPER.createObjectNode().put("message", "a bad day"));
      } else if (!"token t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        say(exchange, 401, Json.MAPPER.createObjectNode().put("message", "Unauthorized"));
      } else if (path.equals("/REST/2.0/tickets")) {
        JsonNode found = found(exchange.getRequestURI().getRawQuery());
        looks.run();
        say(exchange, 200, found);
      } else if (path.equals("/REST/2.0/attachments")) {
        say(exchange, 200, said(body.get(0).get("value").asText()));
      } else {
        thinks.run();
        JsonNode done = write(exchange.getRequestMethod(), path, body);
        if (answers.test(path)) {
          say(exchange, 201, done);
        }
      }
    }
  }

  private JsonNode found(String query) {
    Matcher key = KEY.matcher(URLDecoder.decode(query, StandardCharsets.UTF_8));
    ArrayNode items = Json.MAPPER.createArrayNode();
    for (int i = 0; key.find(0) && i < tickets.size(); i++) {
      if (tickets.get(i).subject.contains(key.group(1))) {
        items.addObject().put("id", Integer.toString(i + 1)).put("Status", tickets.get(i).status);
      }
    }
    ObjectNode found = Json.MAPPER.createObjectNode();
    found.set("items", items);
    return found;
  }

  private JsonNode said(String mark) {
    ArrayNode items = Json.MAPPER.createArrayNode();
    tickets.stream()
        .flatMap(each -> each.marks.stream())
        .filter(mark::equals)
        .forEach(each -> items.addObject().put("Subject", each));
    ObjectNode found = Json.MAPPER.createObjectNode();
    found.set("items", items);
    return found;
  }

  private JsonNode write(String method, String path, JsonNode body) {
    Matcher ticket = TICKET.matcher(path);
    if (!ticket.matches()) {
      tickets.add(new Entry(body.get("Subject").asText(), body.get("Content").asText()));
      return Json.MAPPER.createObjectNode().put("id", Integer.toString(tickets.size()));
    }
    Entry entry = tickets.get(Integer.parseInt(ticket.group(1)) - 1);
    if (method.equals("PUT")) {
      entry.status = body.get("Status").asText();
    } else {
      entry.marks.add(body.get("Subject").asText());
      entry.comments.add(body.get("Content").asText());
    }
    return Json.MAPPER.createArrayNode().add("done");
  }

  private static void say(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
