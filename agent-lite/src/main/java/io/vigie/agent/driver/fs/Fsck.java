package io.vigie.agent.driver.fs;

import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The check of a filesystem before it is mounted; those with a journal of their own need none. */
final class Fsck {
  private static final List<String> EXT = List.of("e2fsck", "-p");
  private static final Map<String, List<String>> CHECKERS =
      Map.of("ext2", EXT, "ext3", EXT, "ext4", EXT, "vfat", List.of("fsck.vfat", "-a"));

  /** Both programs say so of errors that they have corrected. */
  private static final int CORRECTED = 1;

  private Fsck() {}

  static boolean knows(String type) {
    return CHECKERS.containsKey(type);
  }

  /**
   * @param longest a large one takes hours, and is worse off when it is cut
   * @throws StepFailed when it must not be mounted as it is
   */
  static void run(Step step, String type, String device, Duration longest) throws StepFailed {
    List<String> checker = CHECKERS.get(type);
    CommandResult result =
        step.runInItsTime(Command.of(checker.get(0), checker.get(1), device).within(longest));
    if (!result.ok() && result.exit() != CORRECTED) {
      throw new StepFailed(
          result.explain() + "; repair it by hand, or set fsck = false to mount it as it is");
    }
  }
}
