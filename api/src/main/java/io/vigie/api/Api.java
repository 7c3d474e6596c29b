package io.vigie.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.List;

/** The console's server: REST, live events, sign-in, and the pages themselves. */
public final class Api implements AutoCloseable {
  private final EmbeddedServer server;

  private Api(EmbeddedServer server) {
    this.server = server;
  }

  /**
   * Returns once the listener is open. Broker and database may come later, go away and come back:
   * {@code /health/readiness} tells.
   */
  public static Api start(ApiSettings settings) {
    return start(settings, new OtherMeters(List.of()));
  }

  /**
   * @param others parts of the same process, whose meters {@code /metrics} tells too
   */
  public static Api start(ApiSettings settings, OtherMeters others) {
    ApplicationContext context =
        ApplicationContext.builder()
            // what is set is set by the caller: the environment and files change nothing
            .environmentPropertySource(false)
            .deduceEnvironment(false)
            .banner(false)
            .properties(ServerProperties.of(settings))
            .singletons(settings, others)
            .start();
    try {
      return new Api(context.getBean(EmbeddedServer.class).start());
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** Where the console is. */
  public URI uri() {
    return server.getURI();
  }

  /** A part of it, for tests. */
  <T> T part(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  @Override
  public void close() {
    server.getApplicationContext().close();
  }
}
