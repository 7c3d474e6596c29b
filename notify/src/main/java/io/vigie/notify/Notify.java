package io.vigie.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.notify.blind.Watch;
import io.vigie.notify.mail.Smtp;
import io.vigie.notify.post.Post;
import io.vigie.notify.text.Writer;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Tells people what streams say they shall be told. Several may run: one sends, others stand by.
 */
public final class Notify implements AutoCloseable {
  private final Post post;
  private final Optional<Watch> watch;

  private Notify(Post post, Optional<Watch> watch) {
    this.post = post;
    this.watch = watch;
  }

  /**
   * Returns at once: broker and mail server may come later, go away and come back.
   *
   * @param registry takes the meters {@code vigie.notify.*}
   * @throws IllegalArgumentException when the certificates cannot be read
   */
  public static Notify start(NotifySettings settings, MeterRegistry registry) {
    Writer writer = new Writer(settings.console(), ZoneId.systemDefault());
    Smtp smtp = new Smtp(settings.mail(), writer);
    Optional<Watch> watch =
        settings.fallback().isEmpty() ? Optional.empty() : Optional.of(Watch.start(settings, smtp));
    return new Notify(Post.start(settings, smtp, registry), watch);
  }

  /** Whether this process sends, of all that could. */
  public boolean leads() {
    return post.leads();
  }

  /** Why nothing is sent, and nobody stands by to; empty while all is well. */
  public Optional<String> reason() {
    return Optional.of(post.reason()).filter(reason -> !reason.isEmpty());
  }

  /** What is being handed over is waited for, a while. */
  @Override
  public void close() {
    watch.ifPresent(Watch::close);
    post.close();
  }
}
