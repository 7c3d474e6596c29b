package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.process.SystemRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk and its filesystem, made and taken away for real; root's alone. */
class RealProvisionTest {
  @TempDir Path home;
  private Lab lab;
  private Path image;
  private Provisionable disk;
  private Provisionable fs;

  @BeforeEach
  void openLab() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "not run: only root may mount");
    lab = new Lab(home, new SystemRunner());
    image = home.resolve("made/web.img");
    List<Driver> both = drivers("ext4");
    disk = (Provisionable) both.get(0);
    fs = (Provisionable) both.get(1);
  }

  private List<Driver> drivers(String type) throws Exception {
    return lab.drivers(
        "[disk#0]\ntype = loop\nfile = %s\nsize = 16m\n".formatted(image)
            + "[fs#0]\ntype = %s\ndev = %s\nmnt = %s\nmkfs_opt = -L buoy\n"
                .formatted(type, image, home.resolve("srv")));
  }

  @AfterEach
  void takeDown() throws Exception {
    if (disk != null) {
      lab.stop(fs);
      lab.stop(disk);
    }
  }

  private void provision() throws StepFailed {
    disk.provision(lab.step());
    lab.start(disk);
    fs.provision(lab.step());
    lab.start(fs);
  }

  @Test
  void whatIsMadeIsMountedKeptByASecondProvisionAndTakenAwayWithAllInIt() throws Exception {
    assertThat(disk.status().provisioned()).isFalse();
    provision();
    Path file = Files.writeString(home.resolve("srv/page"), "hello");
    assertThat(disk.status().provisioned()).isTrue();
    lab.stop(fs);
    LabStep again = lab.step();
    fs.provision(again);
    assertThat(again.lines).last().asString().endsWith(" has its ext4 already");
    lab.start(fs);
    assertThat(file).hasContent("hello");

    lab.stop(fs);
    fs.unprovision(lab.step());
    fs.unprovision(lab.step());
    lab.stop(disk);
    disk.unprovision(lab.step());
    assertThat(image).doesNotExist();
    assertThat(disk.status()).extracting(Observed::provisioned).isEqualTo(false);
  }

  @Test
  void whatSomebodyElseMadeIsNotWrittenOver() throws Exception {
    provision();
    lab.stop(fs);
    Provisionable other = (Provisionable) drivers("xfs").get(1);
    assertThatThrownBy(() -> other.provision(lab.step()))
        .hasMessageMatching("/dev/loop\\d+ has ext4: left alone; wipefs it if .*");
    other.unprovision(lab.step());
    lab.start(fs);
    assertThatThrownBy(() -> disk.provision(lab.step()))
        .hasMessage(image + " is there already: left alone");
    assertThatThrownBy(() -> disk.unprovision(lab.step()))
        .hasMessage(image + " is still carried by a loop device");
  }

  @Test
  void whatNoProvisionHereMadeIsNotTakenAway() throws Exception {
    Files.createDirectories(image.getParent());
    disk.provision(lab.step());
    Path made = Files.move(image, home.resolve("another"));
    Files.copy(made, image);
    assertThat(new ProcessBuilder("mkfs.ext4", "-q", image.toString()).start().waitFor()).isZero();
    lab.start(disk);
    LabStep dry = lab.dry();
    fs.unprovision(dry);
    assertThat(dry.lines).last().asString().contains(" was made by no provision here");
    LabStep step = lab.step();
    fs.unprovision(step);
    assertThat(step.lines).last().asString().contains(" was made by no provision here: left alone");
    lab.start(fs);
    lab.stop(fs);
    lab.stop(disk);
    disk.unprovision(lab.step());
    assertThat(image).exists();
  }

  @Test
  void aFileBesideTheOneThatIsMadeIsLeftAsItIs() throws Exception {
    Files.createDirectories(image.getParent());
    Path beside = Files.writeString(image.resolveSibling("web.img.new"), "theirs");
    disk.provision(lab.step());
    assertThat(beside).hasContent("theirs");
    assertThat(image).hasSize(16 << 20);
  }

  @Test
  void aDryRunTellsWhatWouldBeMade() throws Exception {
    LabStep dry = lab.dry();
    disk.provision(dry);
    assertThat(dry.lines).containsExactly("info: create " + image + " of 16777216 bytes");
    assertThat(image).doesNotExist();
  }
}
