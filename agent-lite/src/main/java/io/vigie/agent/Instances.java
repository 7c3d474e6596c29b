package io.vigie.agent;

import java.util.Collection;

/** The services this node has. */
public interface Instances {
  /** As configured now: files that changed are read again, the same object stands for the same. */
  Collection<? extends Instance> present();

  /** Is another number once that may have changed; where nobody can tell it is asked each time. */
  default long sign() {
    return System.nanoTime();
  }
}
