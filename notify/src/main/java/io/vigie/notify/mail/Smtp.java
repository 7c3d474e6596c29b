package io.vigie.notify.mail;

import io.vigie.notify.Lease;
import io.vigie.notify.Message;
import io.vigie.notify.Outcome;
import io.vigie.notify.Sender;
import io.vigie.notify.text.Letter;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.OutputStream;
import java.util.Properties;
import java.util.function.Function;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mail, one connection for each. */
public final class Smtp implements Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Smtp.class);
  private static final int CONNECT_MILLIS = 10_000;

  /** A server that scans what it takes is slow to answer. */
  private static final int ANSWER_MILLIS = 60_000;

  private final MailSettings settings;
  private final Function<Message, Letter> writer;
  private final Session session;

  /**
   * @param writer makes what is read of what is told
   * @throws IllegalArgumentException when the certificates cannot be read
   */
  public Smtp(MailSettings settings, Function<Message, Letter> writer) {
    this.settings = settings;
    this.writer = writer;
    session = Session.getInstance(properties(settings));
  }

  @Override
  public Outcome send(Message message, Lease lease) {
    String address = message.to().mail();
    if (!MailAddress.isPlain(address)) {
      return new Outcome.Refused(
          address.isEmpty() ? "no mail address is known" : "this is no mail address");
    }
    try (Talk talk = new Talk(session)) {
      return send(talk, message, lease);
    } catch (MessagingException e) {
      return Replies.outcome(e);
    }
  }

  private Outcome send(Talk talk, Message message, Lease lease) throws MessagingException {
    MimeMessage mail = new Mime(settings, session).of(message, writer.apply(message));
    connect(talk);
    if (!lease.getAsBoolean()) {
      return new Outcome.Late();
    }
    try {
      talk.sendMessage(mail, new Address[] {mail.getAllRecipients()[0]});
      return new Outcome.Accepted(Replies.clean(talk.getLastServerResponse()));
    } catch (MessagingException e) {
      Outcome outcome = Replies.outcome(e);
      // the server may choke on this mail alone: others must not wait for it
      return talk.isAboutTheMail && outcome instanceof Outcome.Away away
          ? new Outcome.Failed(away.reason())
          : outcome;
    }
  }

  /** Knows whether sender and recipient were taken, so that it is about the mail itself. */
  private static final class Talk extends SMTPTransport {
    private boolean isAboutTheMail;

    Talk(Session session) {
      super(session, new URLName("smtp", null, -1, null, null, null));
    }

    @Override
    protected OutputStream data() throws MessagingException {
      isAboutTheMail = true;
      return super.data();
    }

    // a goodbye that fails says nothing of the mail, least of all that it was not taken
    @Override
    public synchronized void close() {
      try {
        super.close();
      } catch (MessagingException e) {
        LOG.atDebug().setCause(e).log("the mail server hung up first");
      }
    }
  }

  private void connect(SMTPTransport transport) throws MessagingException {
    if (settings.user().isEmpty()) {
      transport.connect();
    } else {
      transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
    }
  }

  private static Properties properties(MailSettings settings) {
    Properties all = new Properties();
    all.put("mail.smtp.host", settings.host());
    all.put("mail.smtp.port", Integer.toString(settings.port()));
    all.put("mail.smtp.from", settings.from().getAddress());
    all.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    all.put("mail.smtp.connectiontimeout", Integer.toString(CONNECT_MILLIS));
    all.put("mail.smtp.timeout", Integer.toString(ANSWER_MILLIS));
    all.put("mail.smtp.writetimeout", Integer.toString(ANSWER_MILLIS));
    // the goodbye of a server is not worth waiting for
    all.put("mail.smtp.quitwait", "false");
    all.put("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.tls()) {
      case STARTTLS -> {
        all.put("mail.smtp.starttls.enable", "true");
        all.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> all.put("mail.smtp.ssl.enable", "true");
      case NONE -> all.put("mail.smtp.starttls.enable", "false");
    }
    if (settings.ca() != null) {
      all.put("mail.smtp.ssl.socketFactory", Trust.in("VIGIE_SMTP_CA", settings.ca()));
    }
    return all;
  }
}
