package io.vigie.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What names of before mean to each node. */
class OldFilesTest {
  @Test
  void alwaysOnIsStandbyOnTheNodesItNames() throws ConfigException {
    String text = "[default]\nnodes = n1 n2\ndrpnode = n3\n[fs#1]\nalways_on = drpnodes n2\n";
    assertThat(read("n1", text).resources().get(0).standby()).isFalse();
    assertThat(read("n2", text).resources().get(0).standby()).isTrue();
    assertThat(read("n3", text).resources().get(0).standby()).isTrue();
  }

  @Test
  void theNodeAServiceStartsOnIsItsFirst() throws ConfigException {
    ServiceDefinition service = read("n1", "[default]\nautostart_node = n2\nnodes = n1 n2 n3\n");
    assertThat(service.nodes()).containsExactly("n2", "n1", "n3");
    assertThat(service.orchestrate()).isEqualTo("start");
    assertThat(service.generation()).isEqualTo(Generation.FIRST);
  }

  @Test
  void aWordOfTodayCountsBeforeOneOfTheSameMeaning() throws ConfigException {
    ServiceDefinition service = read("n1", "[DEFAULT]\nservice_type = DEV\nenv = PRD\n");
    assertThat(service.env()).isEqualTo("PRD");
    assertThat(service.readAs())
        .extracting(Problem::toString)
        .containsExactly("mail.env:2: service_type = DEV: env = PRD counts instead");
  }

  @Test
  void aProblemNamesTheWordThatStandsInTheFile() throws ConfigException {
    ResourceDefinition fs = read("n1", "[fs#1]\ntype = ext3\nalways_on = n1\n").resources().get(0);
    fs.keywords().number("standby", 0, 0);
    assertThat(fs.problems())
        .extracting(Problem::toString)
        .containsExactly("mail.env:3: always_on = n1: must be a number, 0 or more");
  }

  @Test
  void oldSectionsKeepTheirRidsApartAndReferencesFindThem() throws ConfigException {
    ServiceDefinition service =
        read(
            "n1",
            """
            [vg#1]
            vgname = vgmail
            [loop#1]
            file = /x
            [fs#1]
            type = ext3
            dev = /dev/{vg#1.vgname}/lv
            """);
    assertThat(service.resources())
        .extracting(each -> each.rid() + " " + each.type())
        .containsExactly("disk#vg1 disk.vg", "disk#loop1 disk.loop", "fs#1 fs.ext3");
    assertThat(service.resources().get(2).keywords().text("dev", "")).isEqualTo("/dev/vgmail/lv");
  }

  @Test
  void aResourceInsideAContainerIsNotTheHosts() throws ConfigException {
    String text = "[DEFAULT]\nnodes = n1\nencapnodes = vm1\n[ip#1]\ntags = encap\n[fs#1]\n";
    assertThat(read("n1", text).resources())
        .extracting(each -> each.rid().toString())
        .containsExactly("fs#1");
    assertThat(read("n1", text).warnings())
        .extracting(Problem::toString)
        .containsExactly(
            "mail.env:4: [ip#1]: is of a container of the service: nothing on this host looks at it",
            "mail.env:3: encapnodes = vm1: names vm1, which no container here has as its name or"
                + " hostname");
    assertThat(read("vm1", text).resources())
        .extracting(each -> each.rid().toString())
        .containsExactly("ip#1");
  }

  @Test
  void whatIsInsideAContainerIsReadAsTheNodeInsideReadsIt() throws ConfigException {
    String text =
        """
        [DEFAULT]
        nodes = n1
        encapnodes = vm1 vm2
        [container#a]
        name = vm1
        [container#b]
        name = other
        hostname = vm2
        optional = true
        [app#0]
        encap = true
        disable@vm2 = true
        start_timeout@vm1 = 7s
        start_requires = fs#0
        pre_start = /bin/true
        [fs#0]
        encap = true
        """;
    ServiceDefinition service = read("n1", text);

    assertThat(service.resources())
        .extracting(each -> each.rid() + " " + each.follows() + " " + each.optional())
        .containsExactly(
            "container#a null false",
            "container#b null true",
            "app#vm1.0 container#a false",
            "fs#vm1.0 container#a false",
            "app#vm2.0 container#b true",
            "fs#vm2.0 container#b true");
    assertThat(service.resources().get(4).disabled()).isTrue();
    assertThat(service.resources().get(2).guest())
        .isEqualTo(new Guest("vm1", Rid.parse("container#a"), Rid.parse("app#0")));
    assertThat(service.resources().get(2).manner(Phase.START))
        .isEqualTo(new Manner(Duration.ofSeconds(7), List.of(), List.of()));
    assertThat(service.warnings()).isEmpty();
  }

  @Test
  void theScopesOfAFlexServiceAreItsPrimaries() throws ConfigException {
    String text =
        """
        [DEFAULT]
        nodes = n1 n2
        drpnodes = n3 n4
        [fs#1]
        path = /everywhere
        path@flex_primary = /first
        path@drp_flex_primary = /far
        [fs#2]
        path@flex_primary = /first
        path@nodes = /main
        """;
    assertThat(path("n1", text)).isEqualTo("/first");
    assertThat(path("n2", text)).isEqualTo("/everywhere");
    assertThat(path("n3", text)).isEqualTo("/far");
    assertThat(path("n4", text)).isEqualTo("/everywhere");
    assertThat(read("n1", text).resources().get(1).keywords().text("path", "")).isEqualTo("/main");
  }

  @Test
  void aTimeoutOfTheServiceIsThatOfItsResources() throws ConfigException {
    List<ResourceDefinition> resources =
        read("n1", "[DEFAULT]\nstart_timeout = 7\n[fs#1]\n[fs#2]\nstart_timeout = 9\n").resources();
    assertThat(resources)
        .extracting(each -> each.manner(Phase.START).timeout().toSeconds())
        .containsExactly(7L, 9L);
  }

  @Test
  void bracesThatReferToNothingAnyoneNamesAreTheShells() throws ConfigException {
    String text = "[app#1]\nstart = sh -c 'for i in {1..3}; do : ${HOME} {} {a,b}; done'\n";
    assertThat(read("n1", text).resources().get(0).keywords().argv("start"))
        .containsExactly("sh", "-c", "for i in {1..3}; do : ${HOME} {} {a,b}; done");
  }

  @Test
  void aCredentialThatAReferenceBringsIsTheDriversAlone() throws ConfigException {
    String text =
        "[env]\ndb_password = swordfish\n[app#1]\nstart = run -p {env.db_password}\n"
            + "stop = 'run {env.db_password}\n";
    Keywords app = read("n1", text).resources().get(0).keywords();
    assertThat(app.argv("start")).containsExactly("run", "-p", "swordfish");
    assertThat(app.argv("stop")).isEmpty();
    assertThat(app.effective()).containsEntry("start", "run -p ***");
    assertThat(app.problems())
        .extracting(Problem::toString)
        .containsExactly("mail.env:5: stop = 'run ***: has a quote that is not closed");
  }

  @Test
  void aFileThatNobodyWroteByHandIsRefusedBeforeItIsRead(@TempDir Path home) throws IOException {
    Path file = Files.write(home.resolve("web.conf"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> ServiceConf.read(file, new NodeId("default", "n1")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("web.conf: is longer than 1024 KiB: such a file is another's");
    Files.writeString(file, "[env]\n" + "a = 1\n".repeat(10_000));
    assertThatThrownBy(() -> ServiceConf.read(file, new NodeId("default", "n1")))
        .hasMessageContaining("web.conf:10001: is the first of too many lines");
  }

  @Test
  void aFileFromBeforeUtf8IsReadToo(@TempDir Path home) throws Exception {
    Path file = home.resolve("mail.env");
    Files.write(file, "[default]\ncomment = équipe\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(ServiceConf.read(file, new NodeId("default", "n1")).comment()).isEqualTo("équipe");
  }

  @Test
  void launchersBesideTheFileAreAnApplicationOfTheService(@TempDir Path home) throws Exception {
    Path file = Files.writeString(home.resolve("mail.env"), "[default]\nservice_type = DEV\n");
    assertThat(ServiceConf.read(file, new NodeId("default", "n1")).resources()).isEmpty();
    Path launchers = Files.createDirectory(home.resolve("mail.d"));
    assertThat(checked(file)).isFalse();
    Files.createFile(launchers.resolve("C10postfix"));
    assertThat(checked(file)).isTrue();
  }

  private static boolean checked(Path file) throws ConfigException, IOException {
    ResourceDefinition app = ServiceConf.read(file, new NodeId("default", "n1")).resources().get(0);
    assertThat(app.rid()).hasToString("app#launchers");
    return app.keywords().has("check");
  }

  private static String path(String node, String text) throws ConfigException {
    return read(node, text).resources().get(0).keywords().text("path", "");
  }

  private static ServiceDefinition read(String node, String text) throws ConfigException {
    return ServiceConf.parse("mail.env", text, Instant.EPOCH, new NodeId("default", node));
  }
}
