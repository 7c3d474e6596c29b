package io.vigie.notify.mail;

import io.vigie.notify.Message;
import io.vigie.notify.text.Letter;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import java.util.Locale;

/** A letter as a mail: text and HTML of the same, and headers that machines go by. */
final class Mime {
  private static final String UTF_8 = "UTF-8";

  private final MailSettings settings;
  private final Session session;

  Mime(MailSettings settings, Session session) {
    this.settings = settings;
    this.session = session;
  }

  MimeMessage of(Message message, Letter letter) throws MessagingException {
    MimeMessage mail = new Identified(session, message.id());
    mail.setFrom(settings.from());
    mail.setRecipient(
        jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.to().mail(), true));
    mail.setSubject(letter.subject(), UTF_8);
    mail.setSentDate(Date.from(message.at()));
    mail.setHeader("List-Id", "Vigie <vigie." + settings.domain().toLowerCase(Locale.ROOT) + '>');
    mail.setHeader("Auto-Submitted", "auto-generated");
    // Exchange answers such mail with the absence of its reader all the same
    mail.setHeader("X-Auto-Response-Suppress", "All");
    mail.setHeader("Content-Language", letter.language());
    if (!letter.thread().isEmpty()) {
      String thread = '<' + letter.thread() + '@' + settings.domain() + '>';
      mail.setHeader("In-Reply-To", thread);
      mail.setHeader("References", thread);
    }
    mail.setContent(
        new MimeMultipart(
            "alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
    mail.saveChanges();
    return mail;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }

  /** Known by an id of ours. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", '<' + id + '>');
    }
  }
}
