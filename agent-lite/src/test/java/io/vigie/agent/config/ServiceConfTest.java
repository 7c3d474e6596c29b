package io.vigie.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigie.contract.availability.Topology;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConfTest {
  private static final NodeId N1 = new NodeId("default", "n1");
  private static final NodeId N3 = new NodeId("default", "n3");

  @Test
  void aServiceIsItsDefaultsAndItsResourcesInTheirOrder() throws ConfigException {
    ServiceDefinition web =
        read(
            """
            [DEFAULT]
            app = SHOP
            env = PRD
            nodes = n1 n2
            topology = flex
            flex_min = 1

            [fs#1]
            type = ext4
            start_timeout = 1m30s
            optional = yes
            [app#0]
            timeout = 10
            """);
    assertThat(web.id().toString()).isEqualTo("default/web@n1");
    assertThat(web.topology()).isEqualTo(Topology.FLEX);
    assertThat(web.flexMax()).isEqualTo(2);
    assertThat(web.resources())
        .extracting(each -> each.rid().toString())
        .containsExactly("fs#1", "app#0");
    ResourceDefinition fs = web.resources().get(0);
    assertThat(fs.type()).isEqualTo("fs.ext4");
    assertThat(fs.optional()).isTrue();
    assertThat(fs.manner(Phase.START).timeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(fs.manner(Phase.STOP).timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(web.resources().get(1).type()).isEqualTo("app.forking");
    assertThat(web.resources().get(1).manner(Phase.STOP).timeout())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void theMostSpecificScopeCounts() throws ConfigException {
    String text =
        """
        [DEFAULT]
        nodes = n1 n2
        drpnodes = n3
        [fs#0]
        mnt = /everywhere
        mnt@nodes = /main
        mnt@n1 = /here
        opt@drpnodes = far
        """;
    assertThat(keyword(N1, text, "mnt")).isEqualTo("/here");
    assertThat(keyword(new NodeId("default", "n2"), text, "mnt")).isEqualTo("/main");
    assertThat(keyword(N3, text, "mnt")).isEqualTo("/everywhere");
    assertThat(keyword(N3, text, "opt")).isEqualTo("far");
    assertThat(keyword(N1, text, "opt")).isEqualTo("none");
  }

  @Test
  void referencesAreReplacedAlsoThoseInsideOthers() throws ConfigException {
    String text =
        """
        [DEFAULT]
        nodes = n1
        [env]
        root = /srv/{svcname}
        [fs#0]
        mnt = {env.root}/data
        [app#0]
        start = {fs#0.mnt}/bin/run {nodename} {clustername} {mnt}
        mnt = x
        """;
    assertThat(keyword(N1, text, "mnt")).isEqualTo("/srv/web/data");
    ServiceDefinition web = ServiceConf.parse("web.conf", text, Instant.EPOCH, N1);
    assertThat(web.resources().get(1).keywords().argv("start"))
        .isEqualTo(List.of("/srv/web/data/bin/run", "n1", "default", "x"));
  }

  @Test
  void aReferenceToNothingOrToItselfIsToldWithItsPlace() {
    assertThat(keywordRefusal("[fs#0]\nmnt = {env.rot}/x\n"))
        .startsWith("web.conf:2: mnt = {env.rot}/x: {env.rot} stands for nothing here; there are ")
        .contains("svcname", "nodename", "clustername", "name");
    assertThat(keywordRefusal("[fs#0]\nmnt = {mnt}/x\n"))
        .isEqualTo("web.conf:2: mnt = {mnt}/x: references go round in a circle");
  }

  @Test
  void aWrongResourceIsKeptWithItsProblemAndTheOthersAreFine() throws ConfigException {
    ServiceDefinition web = read("[fs#0]\noptional = maybe\n[fs#1]\n");
    assertThat(web.resources().get(0).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "web.conf:2: optional = maybe: must be true or false (t, yes, on, 1; f, no, off, 0)");
    assertThat(web.resources().get(1).problems()).isEmpty();
  }

  @Test
  void whatMakesTheServiceUnusableNamesFileLineKeywordValueAndRule() {
    assertThat(refusal("[DEFAULT]\ntopology = cluster\n"))
        .isEqualTo("web.conf:2: topology = cluster: must be failover or flex");
    assertThat(refusal("[DEFAULT]\nflex_min = few\n"))
        .isEqualTo("web.conf:2: flex_min = few: must be a number, 0 or more");
    assertThat(refusal("[DEFAULT]\n\norchestrate = always\n"))
        .isEqualTo("web.conf:3: orchestrate = always: must be no, start or ha");
    assertThat(refusal("[DEFAULT\n"))
        .isEqualTo("web.conf:1: [DEFAULT: a section is written [name]");
    assertThat(refusal("[DEFAULT]\njust words\n"))
        .isEqualTo("web.conf:2: just words: a setting is written keyword = value");
    assertThat(refusal("[DEFAULT]\n@n1 = x\n"))
        .isEqualTo("web.conf:2: @n1 = x: a setting is written keyword = value");
  }

  @Test
  void allThatIsWrongInAFileIsToldAtOnceInItsOrder() {
    assertThat(
            refusal(
                """
                [DEFAULT]
                topology = round
                flex_min = few
                just words
                [fs#0
                type = ext4
                [app#0]
                optional = maybe
                timeout = soon
                """))
        .startsWith("web.conf:2: topology = round: must be failover or flex\n")
        .contains(
            "\nweb.conf:3: flex_min = few: ",
            "\nweb.conf:4: just words: ",
            "\nweb.conf:5: [fs#0: a section is written [name]\n",
            "\nweb.conf:8: optional = maybe: ",
            "\nweb.conf:9: timeout = soon: ")
        .hasLineCount(6);
  }

  @Test
  void aFileThatIsNotTextIsToldWithTheByteAndItsLine(@TempDir Path home) throws IOException {
    Path binary = home.resolve("web.conf");
    Files.write(binary, new byte[] {'[', 'a', ']', '\n', (byte) 0xc3, (byte) 0xa9, (byte) 0xff});
    assertThatThrownBy(() -> ServiceConf.read(binary, N1))
        .isInstanceOf(ConfigException.class)
        .hasMessage("web.conf:2: byte 0xff: not text: the file must be UTF-8");
    Files.write(binary, new byte[] {'\n', '\n', 0});
    assertThatThrownBy(() -> ServiceConf.read(binary, N1))
        .hasMessage("web.conf:3: byte 0x00: not text: the file must be UTF-8");
  }

  @Test
  void aKeywordNobodyKnowsAndASectionThatIsNoResourceAreWarnings() throws ConfigException {
    assertThat(read("[DEFAULT]\nnodse = n1\n[disc#0]\n").warnings())
        .extracting(Problem::toString)
        .containsExactly(
            "web.conf:2: nodse = n1: is not a keyword of [DEFAULT]",
            "web.conf:3: [disc#0]: resource group must be one of ip, disk, fs, share, container,"
                + " app, sync, task; got \"disc\"");
  }

  @Test
  void aLineThatBeginsWithABlankContinuesTheValueAboveAndCommentsAreLeftOut()
      throws ConfigException {
    assertThat(read("[DEFAULT]\n# these\nnodes = n1\n  n2\n; and no more\n").nodes())
        .containsExactly("n1", "n2");
  }

  @Test
  void whatIsPublishedHasNoSecretInIt() throws ConfigException {
    assertThat(
            read("[app#0]\ndb_password = swordfish\napi-token: t0ps3cret\nstart = x\n").content())
        .isEqualTo("[app#0]\ndb_password = ***\napi-token: ***\nstart = x\n");
    assertThat(read("[env]\ntoken =\n  t0ps3cret\nkey =\na = 1\n").content())
        .isEqualTo("[env]\ntoken =***\nkey =\na = 1\n");
    String elsewhere =
        "[env]\npassphrase = one two\n  three four\n[app#0]\nstart = x -p 'one two three four'\n"
            + "environment = DB_PASSWORD=swordfish A=b\n";
    assertThat(read(elsewhere).content())
        .isEqualTo(
            "[env]\npassphrase = ***\n[app#0]\nstart = x -p '***'\n"
                + "environment = DB_PASSWORD=*** A=b\n");
  }

  @Test
  void aScopeMayBeTheOtherNameOfANodeWhereNoOtherIsMeant() throws ConfigException {
    NodeId longer = new NodeId("default", "n1.example.com");
    String text = "[fs#0]\ndev = /a\ndev@n1 = /b\n";
    assertThat(keyword(longer, text, "dev")).isEqualTo("/b");
    assertThat(keyword(N1, "[fs#0]\ndev = /a\ndev@n1.example.com = /b\n", "dev")).isEqualTo("/b");
    assertThat(keyword(N1, "[fs#0]\ndev@n1.example.com = /b\ndev@N1 = /c\n", "dev"))
        .as("the name itself counts before")
        .isEqualTo("/c");
    String two = "[DEFAULT]\nnodes = n1.example.com n1.example.org\n" + text;
    assertThat(keyword(longer, two, "dev")).as("n1 may be either").isEqualTo("/a");
  }

  @Test
  void aScopeThatIsNoNodeAndNoSetOfThemIsToldOf() throws ConfigException {
    String text =
        "[DEFAULT]\nnodes = n1 n2\ndrpnodes = d1\ndisable@n9 = true\n[fs#0]\ndev@n2 = /a\n"
            + "dev@D1 = /a\ndev@nodes = /b\ndev@n2.example.com = /c\n";
    assertThat(read(text).warnings())
        .extracting(Problem::toString)
        .containsExactly(
            "web.conf:4: disable@n9 = true: counts nowhere: n9 is none of its nodes, and no set of"
                + " them");
  }

  @Test
  void whatAnOptionOfACommandGivesAwayIsNotPublished() throws ConfigException {
    assertThat(
            read("[app#0]\nstart = /x --token t0ps3cret -v --db-password\n  'sword fish' --keys -n 2\n"
                    + "params = user=a password=swordfish\n")
                .content())
        .isEqualTo(
            "[app#0]\nstart = /x --token *** -v --db-password\n  *** --keys -n 2\n"
                + "params = user=a password=***\n");
  }

  private static ServiceDefinition read(String text) throws ConfigException {
    return ServiceConf.parse("web.conf", text, Instant.EPOCH, N1);
  }

  private static String keyword(NodeId node, String text, String keyword) throws ConfigException {
    Keywords keywords =
        ServiceConf.parse("web.conf", text, Instant.EPOCH, node).resources().get(0).keywords();
    String value = keywords.text(keyword, "none");
    keywords.check();
    return value;
  }

  private static String refusal(String text) {
    return catchThrowableOfType(ConfigException.class, () -> read(text)).getMessage();
  }

  private static String keywordRefusal(String text) {
    return catchThrowableOfType(ConfigException.class, () -> keyword(N1, text, "mnt")).getMessage();
  }
}
