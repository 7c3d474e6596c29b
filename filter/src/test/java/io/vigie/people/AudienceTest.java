package io.vigie.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.ChainStep;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.GroupPolicy;
import io.vigie.contract.event.NodePolicy;
import io.vigie.contract.event.OnCall;
import io.vigie.contract.event.PersonPolicy;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.Responsibles;
import io.vigie.contract.event.ServicePolicy;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.ticket.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is told of an alert, and why. */
class AudienceTest {
  private static final ServiceId WEB = new ServiceId("prod", "web");
  private static final NodeId N1 = new NodeId("prod", "n1");

  /** A Monday. */
  private static final Instant MORNING = Instant.parse("2026-03-02T09:00:00Z");

  private static final Alert DOWN = of(WEB, null, "erp");
  private static final Alert SILENT = of(null, N1, "erp", "shop");

  private final List<Event> policies =
      new ArrayList<>(
          List.of(
              person("ann"),
              person("bob"),
              person("eve"),
              person("max"),
              app("none", "max"),
              new GroupPolicy("dba", "", List.of("bob", "ann"))));

  @Test
  void thoseOfTheServiceAndOfItsAppAreToldEachOnce() {
    say(new ServicePolicy(WEB, people("eve")), app("erp", "ann"), app("shop", "max"));
    assertThat(told(DOWN)).containsExactly("ann responsible", "eve responsible");
    say(new ServicePolicy(WEB, new Responsibles(List.of("ann"), List.of("dba"))));
    assertThat(told(DOWN)).containsExactly("ann responsible", "bob responsible");
  }

  @Test
  void whereNobodyAnswersForItTheManagersAreTold() {
    assertThat(told(DOWN)).containsExactly("max manager");
    assertThat(told(of(WEB, null))).containsExactly("max responsible");
  }

  @Test
  void whereWhoeverAnsweredForItHasLeftTheManagersAreToldToo() {
    say(app("erp", "ann"), new PersonPolicy("ann", "", "a@x", "en", true, null, null));
    assertThat(told(DOWN)).containsExactly("max manager");
    assertThat(audience(DOWN).leftOut()).containsExactly(new LeftOut("ann", LeftOut.Why.DISABLED));
  }

  @Test
  void hoursAndSeverityAreAPersonsOwnAndBringNoManager() {
    OnCall nights = new OnCall("UTC", List.of(new OnCall.Hours(List.of(), "20:00", "06:00")));
    say(
        app("erp", "ann", "bob"),
        new PersonPolicy("ann", "", "a@x", "en", false, null, nights),
        new PersonPolicy("bob", "", "b@x", "en", false, Severity.CRITICAL, null));
    assertThat(told(DOWN)).isEmpty();
    assertThat(audience(DOWN).leftOut())
        .containsExactly(
            new LeftOut("ann", LeftOut.Why.NOT_ON_CALL), new LeftOut("bob", LeftOut.Why.SEVERITY));
  }

  @Test
  void whoHasNoAddressOrIsUnknownIsLeftOutAndSaidSo() {
    say(app("erp", "ann", "zoe", "bob"), new PersonPolicy("bob", "", "", "fr", false, null, null));
    assertThat(told(DOWN)).containsExactly("ann responsible");
    assertThat(audience(DOWN).leftOut())
        .containsExactly(
            new LeftOut("bob", LeftOut.Why.NO_ADDRESS), new LeftOut("zoe", LeftOut.Why.UNKNOWN));
  }

  @Test
  void anAlertOfANodeGoesToThoseOfAllAppsItRan() {
    say(app("erp", "ann"), app("shop", "bob"));
    assertThat(told(SILENT)).containsExactly("ann responsible", "bob responsible");
    assertThat(Audience.app(SILENT)).isEqualTo("erp");
  }

  @Test
  void whatPeopleSayOfANodeComesBeforeWhatItRan() {
    say(app("erp", "ann"), app("unix", "eve"), node("unix", Responsibles.NOBODY));
    assertThat(told(SILENT)).containsExactly("eve responsible");
    say(node("", people("bob")));
    assertThat(told(SILENT)).containsExactly("bob responsible");
    say(node("unix", people("bob")));
    assertThat(told(SILENT)).containsExactly("bob responsible", "eve responsible");
  }

  @Test
  void whatIsAboutVigieItselfIsForTheManagersAlone() {
    say(app("erp", "ann"));
    Alert behind = alert(AlertKind.COLLECTOR_BEHIND, "collector", null, null, "erp");
    assertThat(told(behind)).containsExactly("max manager");
  }

  @Test
  void theChainOfAnAppAddsThoseWhoAreReached() {
    say(
        new AppPolicy(
            "erp",
            "",
            false,
            people("ann"),
            List.of(
                new ChainStep(1_800, people("eve")), new ChainStep(600, people("bob", "ann")))));
    Directory directory = Directory.of(policies);
    Chain chain = Chain.of(DOWN, directory);

    assertThat(chain.next(0)).isEqualTo(600);
    assertThat(chain.next(600)).isEqualTo(1_800);
    assertThat(chain.next(1_800)).isEqualTo(Chain.NEVER);
    assertThat(chain.reached(599)).isZero();
    assertThat(chain.reached(5_000)).isEqualTo(1_800);
    assertThat(words(Audience.of(DOWN, MORNING, 600, directory)))
        .containsExactly("ann responsible", "bob chain 1");
    assertThat(words(Audience.ofChain(DOWN, MORNING, 600, 1_800, directory)))
        .containsExactly("eve chain 2");
  }

  @Test
  void whoWasToldIsToldAgainWhateverTheirHoursUnlessTheyLeft() {
    OnCall never = new OnCall("UTC", List.of(new OnCall.Hours(List.of(), "20:00", "20:01")));
    say(
        new PersonPolicy("ann", "", "a@x", "en", false, Severity.CRITICAL, never),
        new PersonPolicy("bob", "", "b@x", "en", true, null, null));
    Map<String, String> told = Map.of("ann", "responsible", "bob", "manager", "eve", "chain 1");
    assertThat(words(Audience.again(told, Directory.of(policies))))
        .containsExactly("ann responsible", "eve chain 1");
  }

  @Test
  void whatIsTakenBackCountsNoMore() {
    say(app("erp", "ann"));
    Directory directory = Directory.of(policies);
    directory.forget("app/erp");
    assertThat(words(Audience.of(DOWN, MORNING, 0, directory))).containsExactly("max manager");
    assertThat(directory.take(app("erp"))).isFalse();
  }

  @Test
  void moreThanFitInARecordAreCounted() {
    String[] many = IntStream.range(0, 310).mapToObj("p%03d"::formatted).toArray(String[]::new);
    say(app("erp", many));
    for (String name : many) {
      say(person(name));
    }
    assertThat(audience(DOWN).to()).hasSize(Audience.MOST);
    assertThat(audience(DOWN).more()).isEqualTo(10);
  }

  @Test
  void channelsAreToldBesidePeopleOfWhatIsTheirs() {
    say(
        app("erp", "ann"),
        channel("ann", Channel.CHAT, null),
        channel("all", Channel.WEBHOOK, null),
        channel("erp", Channel.WEBHOOK, Severity.ERROR, "erp"),
        channel("grave", Channel.WEBHOOK, Severity.CRITICAL),
        channel("shop", Channel.WEBHOOK, null, "shop"),
        channel("desk", Channel.TRACKER, null));
    assertThat(told(DOWN))
        .containsExactly("ann responsible", "all channel", "ann channel", "erp channel");
    assertThat(audience(DOWN).to().get(2).channel()).isEqualTo(Channel.CHAT);
    assertThat(told(of(WEB, null, "shop"))).contains("shop channel").doesNotContain("erp channel");
  }

  @Test
  void aChannelReplacesNobodyAndNoHours() {
    say(channel("all", Channel.CHAT, null));
    assertThat(told(DOWN)).containsExactly("max manager", "all channel");
  }

  @Test
  void whatIsAboutVigieItselfIsForAChannelOfTheManagers() {
    say(
        channel("all", Channel.CHAT, null),
        channel("erp", Channel.CHAT, null, "erp"),
        channel("ours", Channel.CHAT, null, "none"));
    Alert behind = alert(AlertKind.COLLECTOR_BEHIND, "collector", null, null, "erp");
    assertThat(told(behind)).containsExactly("max manager", "ours channel");
  }

  @Test
  void aChannelThatWasToldIsToldTheEndUnlessItIsSwitchedOff() {
    say(channel("ann", Channel.CHAT, Severity.CRITICAL), channel("off", Channel.WEBHOOK, null));
    Map<String, String> told =
        Map.of(
            Recipient.key(Channel.CHAT, "ann"), "channel",
            Recipient.key(Channel.WEBHOOK, "off"), "channel",
            Recipient.key(Channel.WEBHOOK, "gone"), "channel");
    Directory directory = Directory.of(policies);
    assertThat(words(Audience.again(told, directory)))
        .containsExactly("ann channel", "off channel");
    directory.take(
        new ChannelPolicy(
            "off", Channel.WEBHOOK, HOOK, false, "", "", null, "", "", null, null, false, "zoe"));
    assertThat(words(Audience.again(told, directory))).containsExactly("ann channel");
    directory.forget("channel/ann");
    assertThat(words(Audience.again(told, directory))).isEmpty();
  }

  private static final String HOOK = "https://hooks.example.org/";

  private static ChannelPolicy channel(String name, Channel kind, Severity least, String... apps) {
    String template = kind == Channel.TRACKER ? "rt" : "";
    return new ChannelPolicy(
        name, kind, HOOK, false, "", template, null, "", "", List.of(apps), least, true, "zoe");
  }

  private void say(Event... events) {
    policies.addAll(List.of(events));
  }

  private List<String> told(Alert alert) {
    return words(audience(alert));
  }

  private Audience audience(Alert alert) {
    return Audience.of(alert, MORNING, 0, Directory.of(policies));
  }

  private static List<String> words(Audience audience) {
    return audience.to().stream().map(AudienceTest::word).toList();
  }

  private static String word(Recipient to) {
    return to.person() + ' ' + to.why();
  }

  private static PersonPolicy person(String name) {
    return new PersonPolicy(name, "", name + "@example.org", "en", false, null, null);
  }

  private static AppPolicy app(String name, String... people) {
    return new AppPolicy(name, "", false, people(people), null);
  }

  private static Responsibles people(String... names) {
    return new Responsibles(List.of(names), List.of());
  }

  private static NodePolicy node(String app, Responsibles who) {
    return new NodePolicy(N1, app, who, "", "", "", "", "", "", List.of(), "", "", "", "", "");
  }

  private static Alert of(ServiceId service, NodeId node, String... apps) {
    AlertKind kind = service == null ? AlertKind.NODE_SILENT : AlertKind.SERVICE_UNAVAILABLE;
    return alert(kind, service == null ? node : service, service, node, apps);
  }

  private static Alert alert(
      AlertKind kind, Object anchor, ServiceId service, NodeId node, String... apps) {
    return new Alert(
        AlertId.of(kind, anchor, ""),
        1,
        1,
        1,
        AlertState.OPEN,
        Severity.ERROR,
        AlertMove.RAISED,
        false,
        null,
        MORNING,
        MORNING,
        MORNING,
        null,
        "",
        "PRD",
        true,
        List.of(apps),
        service,
        node,
        "",
        null,
        null,
        Map.of(),
        List.of());
  }
}
