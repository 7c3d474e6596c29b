package io.vigie.agent;

import java.util.Collection;

/** The services this node has. */
public interface Instances {
  /** As configured now: files that changed are read again, the same object stands for the same. */
  Collection<? extends Instance> present();
}
