package io.vigie.api.act;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.api.ApiSettings;
import io.vigie.store.Database;
import java.nio.file.Path;

/**
 * The relay as a process of its own: something to kill. Arguments: broker, database, user, secret.
 */
final class RelayMain {
  private RelayMain() {}

  public static void main(String[] args) throws InterruptedException {
    Database database = new Database(args[1], args[2], System.getenv("RELAY_PASSWORD"));
    ApiSettings settings = ApiSettings.local(args[0], database, Path.of("."));
    Relay relay = new Relay(settings, new SimpleMeterRegistry());
    relay.begin();
    Thread.currentThread().join();
  }
}
