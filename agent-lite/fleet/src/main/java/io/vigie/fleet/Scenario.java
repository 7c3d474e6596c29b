package io.vigie.fleet;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The timetable of what goes wrong; it begins again with each loop, on other targets. */
final class Scenario {
  private final Timeline timeline;
  private final Duration loop;
  private final Map<Integer, Runnable> timetable = new TreeMap<>();
  private final DailyLife life;
  private final Copies copies;

  /** Times are percents of the loop. */
  Scenario(World world, Duration loop, long seed) {
    this.timeline = world.timeline();
    this.loop = loop;
    Random random = new Random(seed);
    Acts acts = new Acts(timeline, random);
    copies = new Copies(world, acts, new Random(seed + 1));
    Mishaps mishaps = new Mishaps(world, acts, copies, random);
    life = new DailyLife(world, acts, copies, random);
    timetable.put(4, mishaps::failedStart);
    timetable.put(8, mishaps::flappingApp);
    timetable.put(12, mishaps::crashFailover);
    timetable.put(18, mishaps::lateSync);
    timetable.put(24, mishaps::agentDeath);
    timetable.put(36, mishaps::split);
    timetable.put(50, mishaps::silentRack);
    timetable.put(74, mishaps::flappingApp);
    timetable.put(80, mishaps::failedStart);
  }

  void begin() {
    life.before();
    copies.before();
    life.begin();
    copies.begin();
    loop();
  }

  private void loop() {
    timetable.forEach(
        (percent, mishap) -> timeline.in(loop.multipliedBy(percent).dividedBy(100), mishap));
    timeline.in(loop, this::loop);
  }
}
