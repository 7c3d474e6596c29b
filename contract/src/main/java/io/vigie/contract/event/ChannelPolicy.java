package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.ticket.BodyTemplate;
import io.vigie.contract.ticket.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Something that is told beside people: a webhook, a chat, a tracker. It names its secret; the
 * secret itself lies in a folder of notify and never travels.
 *
 * @param name by which people know it
 * @param address URL it is called at; {@code {{secret}}} in its path or question stands for the
 *     secret
 * @param plain whether the address may be http
 * @param secret name of its file; empty for none
 * @param template of a tracker: how it is talked to
 * @param settings of a tracker: what its template asks for, such as a queue
 * @param body own text of what is sent, see {@link BodyTemplate}; empty for the usual one
 * @param language of the words it is told, two letters
 * @param apps whose alerts and tickets it is told of; empty for all
 * @param least severity it is told of; null for all
 * @param by who said so last
 * @param made since when it is there: what is older is not for it; null when that is not known
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ChannelPolicy(
    String name,
    Channel kind,
    String address,
    boolean plain,
    String secret,
    String template,
    Map<String, String> settings,
    String body,
    String language,
    List<String> apps,
    Severity least,
    boolean enabled,
    String by,
    Instant made)
    implements Event {
  /** What the keys of channels begin with. */
  public static final String KEYS = "channel/";

  /** In an address, where the secret comes. */
  public static final String SECRET = "{{secret}}";

  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  public ChannelPolicy {
    name = Require.label("name", name);
    kind = kind == null ? Channel.WEBHOOK : kind;
    if (kind == Channel.MAIL) {
      throw new IllegalArgumentException("kind must be webhook, chat or tracker; got \"mail\"");
    }
    secret = word("secret", secret);
    ChannelAddress.check(address, plain, !secret.isEmpty());
    template = word("template", template);
    settings = Require.sorted("settings", settings);
    body = body == null ? "" : body;
    settings.forEach((key, value) -> Require.label("settings." + key, value));
    if (kind == Channel.TRACKER && template.isEmpty()) {
      throw new IllegalArgumentException("template is missing: a tracker has one, such as rt");
    }
    if (!body.isEmpty()) {
      BodyTemplate.parse(kind, body);
    }
    language = Require.text(language, 8);
    apps = Require.labels("apps", apps);
    by = Require.label("by", by);
  }

  public ChannelPolicy(
      String name,
      Channel kind,
      String address,
      boolean plain,
      String secret,
      String template,
      Map<String, String> settings,
      String body,
      String language,
      List<String> apps,
      Severity least,
      boolean enabled,
      String by) {
    this(
        name, kind, address, plain, secret, template, settings, body, language, apps, least,
        enabled, by, null);
  }

  private static String word(String field, String value) {
    if (value == null || value.isEmpty()) {
      return "";
    }
    if (!FILE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          field
              + " must be 1 to 100 of A-Z a-z 0-9 . _ - and begin with a letter or digit; got \""
              + Require.text(value, 80)
              + '"');
    }
    return value;
  }

  /** The same, said by somebody else. */
  public ChannelPolicy withBy(String who) {
    return new ChannelPolicy(
        name, kind, address, plain, secret, template, settings, body, language, apps, least,
        enabled, who, made);
  }

  /** The same, there since then. */
  public ChannelPolicy withMade(Instant since) {
    return new ChannelPolicy(
        name, kind, address, plain, secret, template, settings, body, language, apps, least,
        enabled, by, since);
  }

  /** Whether what concerns one of these apps concerns it. */
  public boolean hears(List<String> some) {
    return apps.isEmpty() || some.stream().anyMatch(apps::contains);
  }

  @Override
  public EventType type() {
    return EventType.CHANNEL_POLICY;
  }

  @Override
  public String key() {
    return KEYS + name;
  }

  @Override
  public String anchor() {
    return key();
  }
}
