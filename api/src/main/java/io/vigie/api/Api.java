package io.vigie.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;

/** The console's server: REST, live events, sign-in, and the pages themselves. */
public final class Api implements AutoCloseable {
  private final EmbeddedServer server;

  private Api(EmbeddedServer server) {
    this.server = server;
  }

  /** Returns once the listener is open. */
  public static Api start(ApiSettings settings) {
    ApplicationContext context =
        ApplicationContext.builder().properties(settings.properties()).singletons(settings).start();
    return new Api(context.getBean(EmbeddedServer.class).start());
  }

  /** Where the console is. */
  public URI uri() {
    return server.getURI();
  }

  @Override
  public void close() {
    server.getApplicationContext().close();
  }
}
