package io.vigie.notify.tracker;

import io.vigie.notify.Outcome;
import io.vigie.notify.tracker.Tracker.Visit;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Does an errand so that it is done once, however often it is begun: what a crash or a lost answer
 * left behind is looked for before anything is written.
 */
final class Clerk {
  /**
   * What became of it.
   *
   * @param there the tracker's ticket; null where none is known
   */
  record Done(String delivery, Outcome outcome, External there) {}

  private Clerk() {}

  /**
   * @param numbers of tickets that are there
   * @param lease asked before each thing that is written
   */
  static Done run(Errand errand, Tracker tracker, Numbers numbers, BooleanSupplier lease) {
    try (Visit visit = tracker.visit()) {
      return run(errand, visit, numbers, lease);
    } catch (Trouble e) {
      return new Done(errand.delivery(), e.outcome(), null);
    }
  }

  private static Done run(Errand errand, Visit visit, Numbers numbers, BooleanSupplier lease)
      throws Trouble {
    External there = visit.find(errand.key(), numbers.of(errand)).orElse(null);
    if (there == null && errand.then() == Errand.Then.CLOSE) {
      return done(errand, "there is no ticket of it to close", null);
    }
    if (there == null) {
      asked(lease);
      there = visit.open(errand.key(), errand.subject(), errand.about());
    }
    numbers.put(errand, there);
    if (!errand.text().isEmpty() && !visit.says(there, errand.mark())) {
      asked(lease);
      visit.comment(there, errand.mark(), errand.text());
    }
    return done(errand, "ticket " + there.number(), stand(errand, there, visit, lease));
  }

  /** Open or closed as it shall be: some answer yes and leave it as it was. */
  private static External stand(Errand errand, External there, Visit visit, BooleanSupplier lease)
      throws Trouble {
    boolean closes = errand.then() == Errand.Then.CLOSE;
    if (errand.then() == Errand.Then.NOTHING || there.closed() == closes) {
      return there;
    }
    asked(lease);
    if (closes) {
      visit.close(there);
    } else {
      visit.reopen(there);
    }
    Optional<External> now = visit.find(errand.key(), there);
    if (now.isEmpty() || now.get().closed() != closes) {
      throw Trouble.failed(
          "ticket "
              + there.number()
              + " was asked to "
              + (closes ? "close" : "open again")
              + " and does not");
    }
    return now.get();
  }

  private static void asked(BooleanSupplier lease) throws Trouble {
    if (!lease.getAsBoolean()) {
      throw Trouble.late();
    }
  }

  private static Done done(Errand errand, String reply, External there) {
    return new Done(errand.delivery(), new Outcome.Accepted(reply), there);
  }
}
