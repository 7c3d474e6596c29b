package io.vigie.fleet;

import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.util.List;
import java.util.Random;

/** What happens on an ordinary day: schedules run, people restart and freeze things. */
final class DailyLife {
  private static final List<String> PEOPLE =
      List.of("jbernard", "cdupuis", "lmartin", "srobert", "nleroy");

  private final World world;
  private final Timeline timeline;
  private final Acts acts;
  private final Copies copies;
  private final Random random;

  DailyLife(World world, Acts acts, Copies copies, Random random) {
    this.world = world;
    this.timeline = world.timeline();
    this.acts = acts;
    this.copies = copies;
    this.random = random;
  }

  /** A little of everything that was there before anybody looked. */
  void before() {
    List<SimService> services = world.services();
    for (int i = 0; i < services.size(); i++) {
      SimService service = services.get(i);
      boolean test = !service.plan().env().equals("PRD");
      if (test && i % 19 == 7) {
        service.instances().forEach(SimInstance::atRest);
      } else if (i % 67 == 11) {
        service.instances().get(0).freeze(true);
      } else if (test && i % 31 == 5) {
        Rid app = service.instances().get(0).first(ResourceGroup.APP);
        service
            .instances()
            .get(0)
            .set(
                app,
                io.vigie.contract.availability.Availability.WARN,
                io.vigie.contract.event.LogLevel.WARN,
                "2 of 4 workers answer");
      }
    }
  }

  /** Begins; it goes on by itself. */
  void begin() {
    timeline.in(2 + random.nextInt(40) / 10.0, this::next);
  }

  private void next() {
    SimService service = world.services().get(random.nextInt(world.services().size()));
    int dice = random.nextInt(10);
    if (service.isCalm()) {
      if (dice < 7) {
        copies.now(service);
      } else if (dice < 9) {
        restart(service);
      } else {
        freezeForAWhile(service);
      }
    }
    begin();
  }

  private void restart(SimService service) {
    SimInstance active = service.active();
    if (active != null && !service.plan().env().equals("PRD")) {
      acts.restart(active, active.first(ResourceGroup.APP), person());
    }
  }

  private void freezeForAWhile(SimService service) {
    SimInstance instance = service.instances().get(0);
    acts.freeze(instance, true, person());
    timeline.in(
        60 + random.nextInt(120),
        () -> {
          if (instance.node().isWell()) {
            acts.freeze(instance, false, person());
          } else {
            instance.freeze(false);
          }
        });
  }

  private Acts.Asker person() {
    return Acts.Asker.user(PEOPLE.get(random.nextInt(PEOPLE.size())));
  }
}
