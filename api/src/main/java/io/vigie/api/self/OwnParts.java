package io.vigie.api.self;

import io.vigie.api.health.Part;
import io.vigie.api.health.Readiness;
import io.vigie.contract.alert.AlertKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Streams and recorder, when they stand still or lag for longer than a restart takes. */
@Singleton
final class OwnParts implements Source {
  private static final long LASTING_NANOS = Duration.ofSeconds(60).toNanos();

  private final Supplier<List<Part>> parts;
  private final LongSupplier nanos;
  private final Map<String, Long> brokenSince = new HashMap<>();

  @Inject
  OwnParts(Readiness readiness) {
    this(() -> readiness.look().parts(), System::nanoTime);
  }

  OwnParts(Supplier<List<Part>> parts, LongSupplier nanos) {
    this.parts = parts;
    this.nanos = nanos;
  }

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.COLLECTOR_BEHIND);
  }

  @Override
  public Optional<List<Trouble>> look() {
    long now = nanos.getAsLong();
    List<Trouble> troubles = new ArrayList<>();
    Set<String> broken = new HashSet<>();
    for (Part part : parts.get()) {
      if (!part.working()) {
        broken.add(part.part());
        if (now - brokenSince.computeIfAbsent(part.part(), name -> now) >= LASTING_NANOS) {
          troubles.add(Trouble.ofCollector(AlertKind.COLLECTOR_BEHIND, part.part(), part.detail()));
        }
      }
    }
    brokenSince.keySet().retainAll(broken);
    return Optional.of(troubles);
  }

  @Override
  public void rest() {
    brokenSince.clear();
  }
}
