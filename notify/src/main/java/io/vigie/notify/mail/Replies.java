package io.vigie.notify.mail;

import io.vigie.notify.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What a mail server's answer means (RFC 5321, 4.2.1): 4yz is for now, 5yz for good. */
final class Replies {
  private static final int LONGEST = 500;
  private static final Pattern POLICY = Pattern.compile("5\\d\\d[ -]5\\.7\\.\\d");

  private Replies() {}

  static Outcome outcome(MessagingException e) {
    Deque<Throwable> chain = new ArrayDeque<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    chain.add(e);
    while (!chain.isEmpty()) {
      Throwable each = chain.remove();
      if (!seen.add(each)) {
        continue;
      }
      if (each instanceof SMTPAddressFailedException address) {
        return isPolicy(address.getMessage())
            ? new Outcome.Failed(clean(address.getMessage()))
            : of(address.getReturnCode(), address);
      }
      // the server does not take our own address: no recipient's fault
      if (each instanceof SMTPSenderFailedException
          || each instanceof AuthenticationFailedException) {
        return new Outcome.Away(clean(each.getMessage()));
      }
      if (each instanceof SMTPSendFailedException send && isOfTheMail(send)) {
        return of(send.getReturnCode(), send);
      }
      if (each instanceof MessagingException more && more.getNextException() != null) {
        chain.add(more.getNextException());
      }
      if (each.getCause() != null) {
        chain.add(each.getCause());
      }
    }
    return new Outcome.Away(reason(e));
  }

  /** 421: it closes the door; 53x: it wants a sign-in or TLS first. */
  private static boolean isOfTheMail(SMTPSendFailedException send) {
    int code = send.getReturnCode();
    boolean isOfUs = send.getCommand().startsWith("MAIL") && isPolicy(send.getMessage());
    return code >= 400 && code != 421 && (code < 530 || code > 539) && !isOfUs;
  }

  /** RFC 3463, 3.8: who may send what to whom, as a mended setting of the server allows it. */
  private static boolean isPolicy(String reply) {
    return POLICY.matcher(reply).lookingAt();
  }

  private static Outcome of(int code, MessagingException e) {
    String reply = clean(e.getMessage());
    if (code == 421) {
      return new Outcome.Away(reply);
    }
    return code >= 500 ? new Outcome.Refused(reply) : new Outcome.Failed(reply);
  }

  private static String reason(MessagingException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    String said = clean(e.getMessage());
    String below = clean(deepest.getMessage());
    return below.isEmpty() || said.contains(below) ? said : said + ": " + below;
  }

  /** One line, of bounded length: it is shown to people, and written to logs. */
  static String clean(String text) {
    String line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
  }
}
