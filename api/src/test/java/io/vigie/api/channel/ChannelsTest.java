package io.vigie.api.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.list.Snapshots;
import io.vigie.api.policy.Policies;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.topic.Topic;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks, chats and trackers, as an administrator sets and tries them. */
class ChannelsTest {
  private static final String CHANNELS = "/api/v1/channels/";
  private static final String HOOK =
      "\"kind\":\"webhook\",\"address\":\"https://hooks.example.org/x\"";

  private final Client admin = Lab.get().client().signedIn().with("x-vigie-request", "1");

  @BeforeEach
  void none() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM channel");
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM channel");
  }

  @Test
  void aChannelIsMadeToldChangedAndTakenBack() {
    String wish =
        "{\"kind\":\"chat\",\"address\":\"https://chat.example.org/{{secret}}\",\"secret\":\"room\","
            + "\"apps\":[\"pay\",\"erp\"],\"least\":\"error\",\"language\":\"fr\","
            + "\"body\":\"{\\\"text\\\":\\\"{{text}}\\\"}\"}";
    assertThat(put("ops", wish).statusCode()).isEqualTo(201);
    JsonNode read = admin.json(CHANNELS + "ops");
    assertThat(read.get("apps")).hasToString("[\"erp\",\"pay\"]");
    assertThat(read.get("enabled").asBoolean()).isTrue();
    assertThat(read.get("secret").asText()).isEqualTo("room");
    assertThat(put("ops", wish).body()).contains("unchanged");
    await()
        .untilAsserted(
            () -> {
              JsonNode told = Committed.last(Topic.POLICY, ChannelPolicy.KEYS + "ops");
              assertThat(told).isNotNull();
              assertThat(told.get("least").asText()).isEqualTo("error");
            });
    assertThat(new Snapshots(TestDatabase.source()).read(Policies::all))
        .as("told again when tables are put back")
        .anySatisfy(event -> assertThat(event.key()).isEqualTo(ChannelPolicy.KEYS + "ops"));

    long n = read.get("n").asLong();
    String off = wish.replace("{\"kind\"", "{\"enabled\":false,\"n\":" + n + ",\"kind\"");
    assertThat(put("ops", off).statusCode()).isEqualTo(200);
    assertThat(put("ops", off).statusCode()).as("seen before").isEqualTo(409);
    assertThat(admin.json("/api/v1/channels").get("channels").get(0).get("enabled").asBoolean())
        .isFalse();
    assertThat(put("ops", "{" + HOOK + "}").statusCode()).as("of another kind").isEqualTo(409);
    assertThat(detail(admin.send("POST", CHANNELS + "ops/test", "{}"))).contains("switched off");
    assertThat(admin.send("DELETE", CHANNELS + "ops", null).statusCode()).isEqualTo(204);
    assertThat(admin.get(CHANNELS + "ops").statusCode()).isEqualTo(404);
  }

  @Test
  void aTestIsToldAsStreamsTell() {
    put("hook", "{" + HOOK + "}");
    HttpResponse<String> answer = admin.send("POST", CHANNELS + "hook/test", "{}");
    assertThat(answer.statusCode()).isEqualTo(202);
    String id = Client.json(answer).get("notification").asText();
    await()
        .untilAsserted(
            () -> {
              JsonNode told = Committed.last(Topic.NOTIFICATION, id);
              assertThat(told).isNotNull();
              assertThat(told.get("cause").asText()).isEqualTo("test");
              assertThat(told.at("/to/0/channel").asText()).isEqualTo("webhook");
              assertThat(told.at("/to/0/person").asText()).isEqualTo("hook");
            });
  }

  @Test
  void aTestStandsInTheAuditAndASecondOneWithinTenSecondsIsToldToWait() throws Exception {
    put("hook", "{" + HOOK + "}");
    assertThat(admin.send("POST", CHANNELS + "hook/test", "{}").statusCode()).isEqualTo(202);
    HttpResponse<String> second = admin.send("POST", CHANNELS + "hook/test", "{}");
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("Retry-After")).get().asString().matches("[1-9]|10");
    assertThat(detail(second)).contains("one test each 10 s for each channel; try again in");
    put("hook", "{" + HOOK + ",\"language\":\"fr\"}");
    assertThat(admin.send("POST", CHANNELS + "hook/test", "{}").statusCode())
        .as("a change is no way around it")
        .isEqualTo(429);
    TestDatabase.update("UPDATE channel SET tested=tested-10000");
    assertThat(admin.send("POST", CHANNELS + "hook/test", "{}").statusCode()).isEqualTo(202);
    await()
        .untilAsserted(
            () ->
                assertThat(Committed.records(Lab.get().bootstrap(), Topic.AUDIT))
                    .extracting(record -> new String(record.value()))
                    .anyMatch(
                        entry -> entry.contains("\"channel-test\"") && entry.contains("\"hook\"")));
  }

  @Test
  void whenItWasMadeIsToldAndOutlivesEachChangeButNotItself() {
    put("hook", "{" + HOOK + "}");
    ChannelPolicy made = policy("hook");
    put("hook", "{" + HOOK + ",\"language\":\"fr\"}");
    assertThat(policy("hook").made()).isNotNull().isEqualTo(made.made());
    admin.send("DELETE", CHANNELS + "hook", null);
    put("hook", "{" + HOOK + "}");
    assertThat(policy("hook").made()).isAfter(made.made());
  }

  @Test
  void whatBecameOfItsCallsIsShownAndOfNobodyElses() {
    put("hook", "{" + HOOK + "}");
    sent("c1", "webhook", "hook", "accepted", 10);
    sent("c2", "webhook", "hook", "failed", 20);
    sent("c3", "chat", "hook", "accepted", 30);
    sent("c4", "mail", "hook", "accepted", 40);
    assertThat(admin.json(CHANNELS + "hook").get("calls").findValuesAsText("id"))
        .containsExactly("c2", "c1");
    JsonNode last = admin.json("/api/v1/channels").at("/channels/0/calls");
    assertThat(last.findValuesAsText("reply")).containsExactly("HTTP 503 c2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|kind is missing",
        "{\"kind\":\"mail\",\"address\":\"https://x/\"}|kind must be webhook, chat or tracker",
        "{\"kind\":\"fax\"}|kind is one of mail, webhook, chat, tracker; got \"fax\"",
        "{\"kind\":\"chat\"}|address must be a URL",
        "{\"kind\":\"chat\",\"address\":\"http://x/\"}|must begin with https://",
        "{\"kind\":\"chat\",\"address\":\"https://a:b@x/\"}|no name and password",
        "{HOOK,\"secret\":\"../x\"}|secret must be 1 to 100 of",
        "{HOOK,\"body\":\"{{text}}\"}|body is no JSON at line 1",
        "{HOOK,\"template\":\"rt\"}|only a tracker has a template",
        "{HOOK,\"least\":\"bad\"}|least is one of info, warning, error, critical",
        "{\"kind\":\"tracker\",\"address\":\"https://x/\"}|template is missing",
      })
  void whatIsWrongIsSaid(String wish, String why) {
    HttpResponse<String> answer = put("ops", wish.replace("HOOK", HOOK));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(detail(answer)).contains(why);
    assertThat(admin.get(CHANNELS + "ops").statusCode()).isEqualTo(404);
  }

  private static ChannelPolicy policy(String name) {
    return new Snapshots(TestDatabase.source())
        .read(tables -> Policies.channel(tables, name))
        .orElseThrow();
  }

  private HttpResponse<String> put(String name, String wish) {
    return admin.send("PUT", CHANNELS + name, wish);
  }

  private static String detail(HttpResponse<String> answer) {
    return Client.json(answer).get("detail").asText();
  }

  private static void sent(String id, String channel, String to, String state, long at) {
    TestDatabase.update(
        "INSERT INTO delivery (id,channel,to_whom,address,state,attempt,at,reply,next_at,tells,"
            + "external,link,part,pos) VALUES (?,?,?,'',?,1,?,?,NULL,1,'','',0,0)",
        id,
        channel,
        to,
        state,
        at,
        "HTTP 503 " + id);
  }
}
