package io.vigie.api.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.Recorded;
import io.vigie.api.TestDatabase;
import io.vigie.api.alert.Streams;
import io.vigie.api.ticket.Story;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.ticket.TicketState;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader of feeds gets, as one that we did not write understands it. */
class FeedTest {
  private static final Alert WEB =
      Streams.service(AlertKind.SERVICE_UNAVAILABLE, "f/web", Severity.CRITICAL, 10, "pay");

  private final Client admin = Lab.get().client().signedIn().with("Accept-Language", "en");

  @BeforeEach
  void alerts() {
    TestDatabase.forget();
    put(Streams.service(AlertKind.SERVICE_FROZEN, "f/db", Severity.INFO, 5, "pay"));
    put(WEB);
    put(Streams.node(AlertKind.NODE_SILENT, "f/n1", Severity.ERROR, 7, List.of("mail")));
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rss", "atom"})
  void theNewestComesFirstWithItsPageAndItsMoment(String format) {
    SyndFeed feed = read(admin, "alerts." + format, "");

    assertThat(titles(feed))
        .containsExactly(
            "[critical] f/web is not served: down",
            "[error] f/n1 gives no sign of life",
            "[info] f/db has been frozen on f/db for long: nothing fails it over");
    SyndEntry web = feed.getEntries().get(0);
    assertThat(web.getUri()).isEqualTo("urn:vigie:alert:service-unavailable%3Af%2Fweb:1:1:open");
    assertThat(web.getLink())
        .isEqualTo(Lab.get().api().uri() + "/#/alerts/service-unavailable%3Af%2Fweb");
    assertThat(web.getPublishedDate()).isEqualTo(Date.from(WEB.raised()));
    assertThat(Readers.html(web)).contains("<th align=\"left\">Applications</th><td>pay</td>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rss", "atom"})
  void theFilterIsTheLists(String format) {
    SyndFeed feed = read(admin, "alerts." + format, "q=severity!=info&q=app=pay");

    assertThat(titles(feed)).containsExactly("[critical] f/web is not served: down");
    assertThat(feed.getTitle()).isEqualTo("Vigie: alerts, severity!=info, app=pay");
    assertThat(Readers.page(feed)).endsWith("/#/alerts?q=severity%21%3Dinfo&q=app%3Dpay");
  }

  @Test
  void thatAnAlertIsOverIsAnEntryOfItsOwnAndTheNewestThoughItBeganFirst() {
    put(Streams.resolved(AlertKind.NODE_SILENT, "f/n1", Severity.ERROR, 20, "mail"));
    TestDatabase.update("UPDATE alert SET raised=1 WHERE anchor='f/n1'");

    SyndEntry first = read(admin, "alerts.atom", "").getEntries().get(0);

    assertThat(first.getUri()).isEqualTo("urn:vigie:alert:node-silent%3Af%2Fn1:1:1:over");
    assertThat(first.getTitle()).isEqualTo("[resolved] f/n1 gives no sign of life");
    assertThat(first.getPublishedDate()).isEqualTo(Date.from(Streams.NOON.plusSeconds(20)));
    assertThat(Readers.html(first)).startsWith("<p>This is over: what raised it is no longer so.");
  }

  @Test
  void whatSomebodySaysOfItRenewsItsEntryAndMakesNoOther() {
    SyndEntry before = read(admin, "alerts.atom", "q=node=n1").getEntries().get(0);
    put(
        Streams.acknowledged(
            Streams.node(AlertKind.NODE_SILENT, "f/n1", Severity.ERROR, 30, List.of("mail")),
            "zoe",
            "cable"));

    SyndEntry after = read(admin, "alerts.atom", "q=node=n1").getEntries().get(0);

    assertThat(after.getUri()).isEqualTo(before.getUri());
    assertThat(after.getUpdatedDate()).isAfter(before.getUpdatedDate());
    assertThat(Readers.html(after)).contains("<td>zoe: cable</td>");
  }

  @Test
  void anAlertThatFlapsIsOneEntryWhetherItIsOpenOrOver() {
    TestDatabase.update("UPDATE alert SET flapping=TRUE,occurrence=5 WHERE service='web'");
    SyndEntry open = read(admin, "alerts.rss", "q=service=web").getEntries().get(0);
    TestDatabase.update(
        "UPDATE alert SET state='resolved',resolved=raised+1,occurrence=6 WHERE service='web'");
    SyndEntry over = read(admin, "alerts.rss", "q=service=web").getEntries().get(0);

    assertThat(open.getTitle()).isEqualTo("[critical] f/web is not served: down (flapping)");
    assertThat(over.getUri()).isEqualTo(open.getUri()).endsWith(":1:flapping");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rss", "atom"})
  void ofTenThousandTheHundredNewestAreTold(String format) {
    TestDatabase.update(
        "INSERT INTO alert (id,kind,anchor,detail,cluster,service,node,app,apps,env,production,"
            + "severity,state,flapping,held_by,n,episode,occurrence,since,raised,at,resolved,reason,"
            + "ack_by,ack_at,ack_comment,ack_expires,ack_sticky,facts,evidence,part,pos)"
            + " SELECT CONCAT('service-frozen:f/s',seq),'service-frozen',CONCAT('f/s',seq),'','f',"
            + "CONCAT('s',seq),'','','[]','',FALSE,1,'open',FALSE,'',1,1,1,1900000000000+seq,"
            + "1900000000000+seq,1900000000000+seq,NULL,'','',NULL,'',NULL,FALSE,'{}','[]',0,seq"
            + " FROM seq_1_to_10000");

    SyndFeed feed = read(admin, "alerts." + format, "");

    assertThat(feed.getEntries()).hasSize(100);
    assertThat(feed.getEntries().get(0).getUri()).contains("s10000:");
    assertThat(feed.getEntries().get(99).getUri()).contains("s9901:");
    assertThat(
            TestDatabase.text(
                "EXPLAIN SELECT a.id,a.newest AS k0 FROM alert a WHERE 1=1"
                    + " ORDER BY k0 DESC,a.id LIMIT 100",
                "key"))
        .isEqualTo("by_newest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rss", "atom"})
  void whateverANameHoldsTheFeedIsWellFormedAndSaysIt(String format) {
    String hostile = "]]><script>&amp;\u0000\u0007\u000b\ufffe\ud800\u202eevil é 🔥\r\n]]&gt;";
    TestDatabase.update(
        "UPDATE alert SET id='custom:f/web:queue',kind='custom',detail='queue',facts=?"
            + " WHERE service='web'",
        Readers.json("summary", hostile));

    SyndEntry entry = read(admin, "alerts." + format, "q=service=web").getEntries().get(0);

    assertThat(entry.getTitle())
        .startsWith("[critical] queue: ]]><script>&amp;")
        .contains("evil é 🔥")
        .doesNotContain("\u202e", "\n");
    assertThat(Readers.html(entry)).contains("]]&gt;&lt;script&gt;").doesNotContain("<script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rss", "atom"})
  void whateverIsAskedTheFeedIsWellFormedToo(String format) {
    SyndFeed feed = read(admin, "alerts." + format, "q=app=pay detail!=\"]]>\u0001\uffff<b>🔥\"");

    assertThat(feed.getTitle()).isEqualTo("Vigie: alerts, app=pay detail!=\"]]><b>🔥\"");
    assertThat(feed.getEntries()).hasSize(2);
  }

  @Test
  void actionsAndTicketsAreToldToo() {
    TestDatabase.update(
        "INSERT INTO action (id,cluster,service,node,action,status,origin,by_whom,command,pid,"
            + "begin_at,end_at,timeout_seconds,line_count,n,part,pos)"
            + " VALUES ('f-1','f','web','n1','start','err','user','zoe','',1,1000,61000,0,0,1,0,0),"
            + "('f-2','f','web','n1','stop','running','user','','',1,2000,NULL,0,0,1,0,0)");
    Recorded.put(Story.ticket("mail:12", TicketState.TAKEN, WEB), 1);
    Recorded.put(Story.ticket("mail:13", TicketState.CLOSED, WEB, WEB), 2);

    SyndFeed actions = read(admin, "actions.rss", "");
    SyndFeed tickets = read(admin, "tickets.atom", "");

    assertThat(titles(actions))
        .containsExactly("[failed] start of f/web on n1", "[running] stop of f/web on n1");
    assertThat(actions.getEntries().get(0).getUri()).isEqualTo("urn:vigie:action:f-1:ended");
    assertThat(actions.getEntries().get(0).getLink())
        .endsWith("/#/actions?q=id%3D%22f-1%22&open=f-1");
    assertThat(titles(tickets))
        .containsExactly("[closed] Ticket mail:13: 2 alerts", "[critical] Ticket mail:12: 1 alert");
  }

  @Test
  void theEndOfALongActionIsNewsHoweverManyBeganSince() {
    TestDatabase.update(
        "INSERT INTO action (id,cluster,service,node,action,status,origin,by_whom,command,pid,"
            + "begin_at,end_at,timeout_seconds,line_count,n,part,pos)"
            + " VALUES ('long','f','web','n1','sync','ok','user','','',1,1,900000,0,0,1,0,0)");
    TestDatabase.update(
        "INSERT INTO action (id,cluster,service,node,action,status,origin,by_whom,command,pid,"
            + "begin_at,end_at,timeout_seconds,line_count,n,part,pos)"
            + " SELECT CONCAT('short',seq),'f','web','n1','start','ok','user','','',1,1000+seq,"
            + "2000+seq,0,0,1,0,0 FROM seq_1_to_1000");

    List<SyndEntry> entries = read(admin, "actions.atom", "").getEntries();

    assertThat(entries).hasSize(100);
    assertThat(entries.get(0).getUri()).isEqualTo("urn:vigie:action:long:ended");
    assertThat(
            TestDatabase.text(
                "EXPLAIN SELECT a.id,a.newest AS k0 FROM action a WHERE 1=1"
                    + " ORDER BY k0 DESC,a.id LIMIT 100",
                "key"))
        .isEqualTo("by_newest");
  }

  @Test
  void aListWithoutRowsIsAFeedWithoutEntries() {
    assertThat(read(admin, "tickets.atom", "").getEntries()).isEmpty();
    assertThat(read(admin, "tickets.rss", "").getEntries()).isEmpty();
  }

  @Test
  void itSpeaksAsWasWishedThenAsTheReaderIsSetThenAsMailsDo() {
    Client french = admin.with("Accept-Language", "de, fr-CA;q=0.8, en;q=0.5");
    Client silent = Lab.get().client().signedIn();
    TestDatabase.update("UPDATE person SET language='fr' WHERE name='admin'");
    try {
      assertThat(titles(read(french, "alerts.rss", ""))).first().asString().contains("n'est pas");
      assertThat(titles(read(french, "alerts.rss", "lang=en")))
          .first()
          .asString()
          .contains("is not");
      assertThat(titles(read(silent, "alerts.rss", ""))).first().asString().contains("n'est pas");
    } finally {
      TestDatabase.update("UPDATE person SET language='en' WHERE name='admin'");
    }
  }

  @Test
  void whoKnowsItAlreadyIsToldSoInAWord() {
    HttpResponse<String> first = admin.get("/api/v1/alerts.rss");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again =
        admin.with("If-None-Match", "\"other\", " + tag).get("/api/v1/alerts.rss");
    TestDatabase.update("DELETE FROM alert WHERE service='db'");
    HttpResponse<String> changed = admin.with("If-None-Match", tag).get("/api/v1/alerts.rss");

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
    assertThat(first.headers().firstValue("Last-Modified"))
        .hasValue("Mon, 30 Nov 2026 12:00:10 GMT");
    assertThat(first.headers().firstValue("Content-Type"))
        .hasValue("application/rss+xml; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({
    "nodes.rss, 404, 'feeds are alerts, actions, tickets, syncs'",
    "alerts.rss?sort=app, 400, there is no parameter sort; parameters are q",
    "alerts.atom?q=severty%3Derror, 400, there is no field severty",
    "alerts.atom?lang=de, 400, 'lang must be one of en, fr; got \"\"de\"\"'"
  })
  void aWrongQuestionIsTold(String path, int status, String told) {
    HttpResponse<String> answer = admin.get("/api/v1/" + path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Client.json(answer).get("detail").asText()).contains(told.replace("\"\"", "\""));
  }

  private static void put(Alert alert) {
    Recorded.put(alert, alert.n());
  }

  private static List<String> titles(SyndFeed feed) {
    return feed.getEntries().stream().map(SyndEntry::getTitle).toList();
  }

  /**
   * @param query {@code q=app=pay&lang=fr}, not encoded
   */
  private static SyndFeed read(Client client, String list, String query) {
    StringBuilder asked = new StringBuilder();
    for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
      String[] pair = part.split("=", 2);
      asked
          .append(asked.isEmpty() ? '?' : '&')
          .append(pair[0])
          .append('=')
          .append(URLEncoder.encode(pair[1], StandardCharsets.UTF_8));
    }
    return Readers.feed(client.get("/api/v1/" + list + asked));
  }
}
