package io.vigie.standalone.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.PersonPolicy;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.Responsibles;
import io.vigie.contract.event.ServicePolicy;
import io.vigie.contract.event.TicketAct;
import io.vigie.contract.event.TicketRule;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.TicketVerb;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.embedded.JavaProcess;
import io.vigie.notify.NotifyMain;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A service goes down, its ticket is opened in a real Request Tracker, told and closed there;
 * notify is killed after each thing it wrote there, before it knew so.
 */
final class TrackerLab {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String SERVICE = "web";
  private static final List<String> NODES = List.of("n1", "n2");
  private static final TicketId TICKET = new TicketId("SHOP", 1);
  private static final String OURS = "vigie-";
  private static final String DELIVERIES =
      "delivery d JOIN delivery_ticket t ON t.delivery=d.id WHERE t.ticket=? AND d.channel='tracker' AND ";

  private final Consumer<String> say;
  private final UntilStopped stop = new UntilStopped(new Terminal());
  private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();
  private Path dir;
  private Parts vigie;
  private Sender agents;
  private KafkaProducer<byte[], byte[]> people;
  private RequestTracker rt;
  private Between between;
  private Postfix postfix;
  private JavaProcess notify;
  private int runs;
  private volatile Availability word = Availability.UP;

  /**
   * @param say takes what happens, a line each
   */
  TrackerLab(Consumer<String> say) {
    this.say = say;
  }

  /**
   * @param dir of everything; empty
   * @throws IllegalStateException with what is not as it must be
   */
  void run(Path dir) throws Exception {
    this.dir = dir;
    try (stop) {
      start();
      trouble();
    } finally {
      beats.shutdownNow();
      if (notify != null) {
        notify.kill();
      }
    }
  }

  private void start() throws IOException {
    rt = stop.own(RequestTracker.start(Files.createDirectory(dir.resolve("rt"))));
    postfix = stop.own(Postfix.start());
    between = stop.own(Between.to(rt.address()));
    say.accept("Request Tracker " + rt.version() + " answers at " + rt.address());
    Path secrets = Files.createDirectory(dir.resolve("secrets"));
    Path token =
        Files.createFile(
            secrets.resolve("rt"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(token, rt.token());
    vigie = stop.own(new Parts(dir.resolve("vigie")));
    vigie.start(Parts.BROKER);
    vigie.startDatabase();
    vigie.awaitBroker();
    vigie.start(Parts.RECORDER);
    vigie.start(Parts.STREAMS);
    agents = stop.own(new Sender(vigie.bootstrap()));
    people =
        stop.own(
            new KafkaProducer<>(
                Map.of("bootstrap.servers", vigie.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    set(new PersonPolicy("zoe", "", "zoe@example.org", "en", false, null, null));
    set(
        new ServicePolicy(
            new ServiceId("prod", SERVICE), new Responsibles(List.of("zoe"), List.of())));
    set(new TicketRule("lab", "", null, null, null, 0L, true, "lab"));
    set(
        new ChannelPolicy(
            "rt",
            Channel.TRACKER,
            between.address(),
            true,
            "rt",
            "rt",
            Map.of("queue", RequestTracker.QUEUE),
            "",
            "en",
            List.of(),
            null,
            true,
            "lab"));
    startNotify();
    beats.scheduleAtFixedRate(this::beat, 0, 2, TimeUnit.SECONDS);
  }

  private void startNotify() {
    Path log = notifyLog(++runs);
    notify =
        JavaProcess.start(
            NotifyMain.class,
            64,
            Map.of(
                "vigie.log",
                log.toString(),
                "VIGIE_KAFKA",
                vigie.bootstrap(),
                "VIGIE_SECRETS_DIR",
                dir.resolve("secrets").toString(),
                "VIGIE_ALLOWED_NETWORKS",
                "127.0.0.0/8",
                "VIGIE_SMTP_HOST",
                "localhost",
                "VIGIE_SMTP_PORT",
                Integer.toString(postfix.port()),
                "VIGIE_SMTP_TLS",
                "starttls",
                "VIGIE_SMTP_CA",
                postfix.authority().toString(),
                "VIGIE_MAIL_FROM",
                "vigie@example.org",
                "VIGIE_METRICS_PORT",
                "0"));
  }

  private Path notifyLog(int run) {
    return dir.resolve("notify-" + run + ".log");
  }

  private void beat() {
    for (String name : NODES) {
      NodeId node = new NodeId("prod", name);
      agents.send(node, Instant.now(), new NodeHeartbeat(node, "PRD", "", "boot", "lab", 10), true);
      InstanceId id = new InstanceId("prod", SERVICE, name);
      agents.send(node, Instant.now(), status(id), true);
    }
  }

  private InstanceStatus status(InstanceId id) {
    Availability now = id.node().equals(NODES.get(0)) ? word : Availability.DOWN;
    return new InstanceStatus(
        id,
        now,
        now,
        "SHOP",
        "PRD",
        "PRD",
        "hosted",
        Topology.FAILOVER,
        0,
        0,
        "none",
        NODES,
        false,
        true,
        "",
        "idle",
        60,
        0,
        false,
        List.of(),
        Map.of(Rid.parse("app#web"), ResourceStatus.of(now, "app.simple", "web")));
  }

  private void trouble() throws SQLException, IOException {
    Until.holds(
        "notify follows tickets",
        LIMIT,
        () -> Files.readString(notifyLog(runs)).contains("this process tells trackers"));
    say.accept("prod/web goes down");
    CountDownLatch opened = killedAfter("POST /REST/2.0/ticket");
    word = Availability.DOWN;
    killed(opened, "it had opened the ticket");
    seen("one ticket is there", () -> rt.tickets(OURS).size() == 1);

    CountDownLatch commented = killedAfter("POST /REST/2.0/ticket/\\d+/comment");
    act(TicketVerb.COMMENT, "I look at the disks");
    killed(commented, "it had written the comment");

    act(TicketVerb.TAKE, "");
    seen("two comments are there", () -> rt.said(OURS).size() == 3);

    say.accept("prod/web is up again");
    CountDownLatch closed = killedAfter("PUT /REST/2.0/ticket/\\d+");
    word = Availability.UP;
    killed(closed, "it had closed the ticket");
    seen("Vigie knows that all was told", this::allTold);
    seen("that it began, and its ticket, were mailed", () -> postfix.mails().size() >= 2);
    report();
  }

  private boolean allTold() throws SQLException {
    return count("ticket WHERE id=? AND state='closed' AND external<>''") == 1
        && count(DELIVERIES + "d.state<>'accepted'") == 0
        && rt.tickets(OURS).get(0).path("Status").asText().equals("resolved");
  }

  private int count(String what) throws SQLException {
    try (Connection tables = vigie.database().connect();
        PreparedStatement query = tables.prepareStatement("SELECT COUNT(*) FROM " + what)) {
      query.setString(1, TICKET.toString());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** What stands there, each once. */
  private void report() throws SQLException, IOException {
    JsonNode tickets = rt.tickets(OURS);
    tickets.forEach(
        each ->
            say.accept(
                "there: " + each.path("Subject").asText() + ", " + each.path("Status").asText()));
    Set<String> marks = new TreeSet<>();
    int said = 0;
    for (JsonNode each : rt.said(OURS)) {
      said++;
      marks.add(each.path("Subject").asText());
      String[] lines = each.path("Content").asText().strip().split("\n+");
      say.accept("said there: " + String.join(" | ", lines));
    }
    for (String mail : postfix.mails()) {
      say.accept("mail delivered: " + headers(mail));
    }
    between.written.forEach(call -> say.accept("written: " + call));
    say.accept(
        count(DELIVERIES + "d.state='accepted'") + " deliveries accepted; nothing is there twice");
    if (tickets.size() != 1 || marks.size() != said) {
      throw new IllegalStateException(
          tickets.size() + " tickets and " + (said - marks.size()) + " doubled texts are there");
    }
  }

  /** kill -9 instead of the answer. */
  private CountDownLatch killedAfter(String call) {
    CountDownLatch struck = new CountDownLatch(1);
    between.after(
        call,
        () -> {
          notify.kill();
          struck.countDown();
        });
    return struck;
  }

  private void killed(CountDownLatch struck, String when) {
    Until.holds("notify is killed when " + when, LIMIT, () -> struck.getCount() == 0);
    say.accept("notify killed with -9 when " + when + " and had no answer; started again");
    startNotify();
  }

  private static String headers(String mail) {
    return mail.lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(
            line ->
                line.startsWith("Subject:")
                    || line.startsWith("Message-ID:")
                    || line.contains("TLS")
                    || line.contains("(Postfix)"))
        .map(String::strip)
        .collect(Collectors.joining(" | "));
  }

  private void set(Event policy) {
    tell(policy, 0);
  }

  private void act(TicketVerb verb, String comment) {
    TicketAct act = new TicketAct(TICKET, verb, "", comment, "zoe");
    tell(act, act.goesTo().anchored() ? Partition.of(act.anchor(), Parts.PARTITIONS) : 0);
    say.accept("zoe: " + verb.wire() + (comment.isEmpty() ? "" : ", " + comment));
  }

  private void tell(Event event, int partition) {
    Envelope<?> envelope =
        new Envelope<>(UUID.randomUUID().toString(), "vigie/lab", Instant.now(), event);
    byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
    people.send(
        new ProducerRecord<>(event.goesTo().wire(), partition, key, EventCodec.encode(envelope)));
    people.flush();
  }

  private void seen(String what, Callable<Boolean> holds) {
    Duration took = Until.holds(what, LIMIT, holds);
    say.accept(what + " (after " + took.toSeconds() + " s)");
  }
}
