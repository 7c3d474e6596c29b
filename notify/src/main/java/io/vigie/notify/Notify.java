package io.vigie.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.notify.blind.Watch;
import io.vigie.notify.channel.Calls;
import io.vigie.notify.channel.ChannelSettings;
import io.vigie.notify.channel.Channels;
import io.vigie.notify.channel.Secrets;
import io.vigie.notify.mail.MailSettings;
import io.vigie.notify.mail.Smtp;
import io.vigie.notify.post.Post;
import io.vigie.notify.text.Brief;
import io.vigie.notify.text.Writer;
import io.vigie.notify.tracker.Follower;
import io.vigie.notify.web.Trusted;
import io.vigie.notify.web.Web;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells people, and channels, what streams say they shall be told. Several may run: one sends,
 * others stand by. Mails and channels go on each for themselves.
 */
public final class Notify implements AutoCloseable {
  /** A call takes no longer. */
  private static final Duration CALL = Duration.ofSeconds(15);

  private final List<Post> posts = new ArrayList<>();
  private final List<Supplier<String>> reasons = new ArrayList<>();
  private final Deque<Runnable> ends = new ArrayDeque<>();

  private Notify() {}

  /**
   * Returns at once: broker and mail server may come later, go away and come back.
   *
   * @param registry takes the meters {@code vigie.notify.*}
   * @throws IllegalArgumentException when the certificates cannot be read
   */
  public static Notify start(NotifySettings settings, MeterRegistry registry) {
    Notify notify = new Notify();
    Web web = notify.web(settings.channels());
    if (settings.mail() != null) {
      notify.mails(settings, settings.mail(), registry);
    }
    notify.calls(settings, web, registry);
    return notify;
  }

  private void mails(NotifySettings settings, MailSettings mail, MeterRegistry registry) {
    Smtp smtp = new Smtp(mail, new Writer(settings.console(), ZoneId.systemDefault()));
    own(Post.ofMails(settings, mail.domain(), smtp, registry));
    if (!settings.fallback().isEmpty()) {
      ends.push(Watch.start(settings, smtp)::close);
    }
  }

  private Web web(ChannelSettings settings) {
    Web web = new Web(settings.networks(), Trusted.with(ChannelSettings.CA, settings.ca()), CALL);
    ends.push(web::close);
    return web;
  }

  private void calls(NotifySettings settings, Web web, MeterRegistry registry) {
    Channels channels = Channels.follow(settings);
    ends.push(channels::close);
    Brief brief = new Brief(settings.console(), ZoneId.systemDefault());
    Secrets secrets = new Secrets(settings.channels().secrets());
    own(
        Post.ofCalls(
            settings, new Calls(channels, secrets, web, brief, InstantSource.system()), registry));
    Follower follower = Follower.start(settings, channels, registry);
    reasons.add(follower::reason);
    ends.push(follower::close);
  }

  private void own(Post post) {
    posts.add(post);
    reasons.add(post::reason);
    ends.push(post::close);
  }

  /** Whether this process sends anything, of all that could. */
  public boolean leads() {
    return posts.stream().anyMatch(Post::leads);
  }

  /** Why nothing is sent, and nobody stands by to; empty while all is well. */
  public Optional<String> reason() {
    return reasons.stream().map(Supplier::get).filter(reason -> !reason.isEmpty()).findFirst();
  }

  /** What is being handed over is waited for, a while. */
  @Override
  public void close() {
    ends.forEach(Runnable::run);
  }
}
