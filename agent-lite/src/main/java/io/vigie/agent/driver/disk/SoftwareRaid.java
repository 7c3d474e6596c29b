package io.vigie.agent.driver.disk;

import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.command.Looks;
import io.vigie.agent.driver.command.Recipe;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.availability.Availability;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An array of Linux' software RAID. */
public final class SoftwareRaid {
  public static final Manual MANUAL =
      new Manual(
          "An array of Linux' software RAID (md). One that is degraded is up and complained of.",
          List.of(
              Keyword.required("uuid", TEXT, "of the array, as mdadm --detail tells it"),
              Keyword.of(
                  "dev",
                  PATH,
                  "/dev/md/SERVICE.ID",
                  "device it is assembled as, unless it is already")),
          List.of(
              "mdadm --detail --scan",
              "mdadm --detail DEVICE",
              "mdadm --assemble DEVICE --uuid UUID",
              "mdadm --stop DEVICE"));

  private static final Pattern STATE = Pattern.compile("(?m)^\\s*State : (.+?)\\s*$");
  private static final Pattern UUID = Pattern.compile("(?m)^\\s*UUID : (\\S+)");
  private static final Set<String> WELL = Set.of("clean", "active", "active-idle", "write-pending");

  private SoftwareRaid() {}

  public static RaidArray of(ServiceDefinition service, ResourceDefinition resource, Looks looks) {
    Keywords keywords = resource.keywords();
    keywords.required("uuid");
    String uuid = keywords.read("uuid", "", SoftwareRaid::uuid);
    String name = service.id().service() + '.' + resource.rid().id();
    String device = keywords.read("dev", Path.of("/dev/md", name), Values::path).toString();
    return new RaidArray(device, uuid, looks);
  }

  static Recipe recipe(String device, String uuid) {
    return new Recipe(
        "md " + device,
        Command.of("mdadm", "--detail", device),
        look -> read(look, device, uuid),
        Recipe.always("mdadm", "--assemble", device, "--uuid", uuid),
        Recipe.always("mdadm", "--stop", device));
  }

  private static String uuid(String text) {
    if (!text.matches("[0-9a-f]{8}(:[0-9a-f]{8}){3}")) {
      throw new IllegalArgumentException(
          "must be four times eight hexadecimal digits between colons, as mdadm --detail tells it");
    }
    return text;
  }

  private static Observed read(CommandResult look, String device, String uuid) throws StepFailed {
    if (look.explain().contains("No such file or directory")
        || look.explain().contains("does not appear to be active")) {
      return Observed.DOWN;
    }
    Matcher id = UUID.matcher(look.output());
    Matcher state = STATE.matcher(look.output());
    if (!look.ok() || !id.find() || !state.find()) {
      throw new StepFailed(look.explain());
    }
    if (!id.group(1).equals(uuid)) {
      return Observed.of(Availability.WARN)
          .warning(device + " is the array " + id.group(1) + ", not " + uuid);
    }
    return judged(new TreeSet<>(List.of(state.group(1).split(", "))));
  }

  private static Observed judged(Set<String> states) {
    Availability is =
        states.contains("FAILED") || states.contains("inactive")
            ? Availability.WARN
            : Availability.UP;
    states.removeAll(WELL);
    Observed seen = Observed.of(is).provisioned(true);
    return states.isEmpty() ? seen : seen.warning("the array is " + String.join(", ", states));
  }
}
