package io.vigie.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that does what real ones do on bad days, and keeps what it took. */
public final class Office implements AutoCloseable {
  private static final String TAKEN = "250 2.0.0 taken";
  private static final Pattern ID = Pattern.compile("(?m)^Message-ID: <(.*)>\r?$");

  /** What was taken, in order. */
  public final List<Mail> mails = new CopyOnWriteArrayList<>();

  /** What is said to those who want to send to an address, where it is not yes. */
  public final Map<String, String> recipients = new ConcurrentHashMap<>();

  /** What is said to whoever wants to send. */
  public volatile String senders = "250 ok";

  /** What is said of a mail that came in whole; what does not begin with 2 leaves it. */
  public volatile Function<Mail, String> verdict = mail -> TAKEN;

  /** How long it keeps whoever comes waiting for a greeting, as those do that fend off robots. */
  public volatile Duration greetsAfter = Duration.ZERO;

  private final ServerSocket door;
  private final SSLContext tls;
  private final boolean fromTheStart;
  private final String signIn;

  public record Mail(String id, String to, String raw, boolean encrypted) {}

  private Office(int port, SSLContext tls, boolean fromTheStart, String signIn) {
    this.tls = tls;
    this.fromTheStart = fromTheStart;
    this.signIn = signIn;
    try {
      // a name that is not in its certificate must find it too
      door = new ServerSocket(port, 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("office", this::open);
  }

  public static Office plain() {
    return plain(0);
  }

  public static Office plain(int port) {
    return new Office(port, null, false, null);
  }

  /**
   * @param fromTheStart TLS from the first byte, else by STARTTLS
   * @param signIn {@code name:password} that is asked for; null for none
   */
  public static Office secure(SSLContext tls, boolean fromTheStart, String signIn) {
    return new Office(0, tls, fromTheStart, signIn);
  }

  public int port() {
    return door.getLocalPort();
  }

  private static void run(String name, Runnable what) {
    Thread thread = new Thread(what, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void open() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        run("clerk", () -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (Socket first = fromTheStart ? encrypted(socket) : socket) {
      new Talk(first, fromTheStart).hold();
    } catch (IOException | UncheckedIOException e) {
      // one side went away
    }
  }

  private SSLSocket encrypted(Socket socket) throws IOException {
    SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
    secure.setUseClientMode(false);
    return secure;
  }

  private final class Talk {
    private final Socket socket;
    private final boolean encrypted;
    private final BufferedReader in;
    private final PrintWriter out;
    private boolean known = signIn == null;
    private String to = "";

    Talk(Socket socket, boolean encrypted) throws IOException {
      this.socket = socket;
      this.encrypted = encrypted;
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8);
    }

    void hold() throws IOException {
      LockSupport.parkNanos(greetsAfter.toNanos());
      say("220 office");
      talk();
    }

    private void talk() throws IOException {
      String line;
      while ((line = in.readLine()) != null) {
        String verb = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
        switch (verb) {
          case "EHLO" -> say(greeting());
          case "HELO", "RSET", "NOOP" -> say("250 ok");
          case "STARTTLS" -> {
            say("220 go ahead");
            try (SSLSocket secure = encrypted(socket)) {
              new Talk(secure, true).talk();
            }
            return;
          }
          case "AUTH" -> say(signsIn(line) ? "235 welcome" : "535 5.7.8 who are you");
          case "MAIL" -> say(known ? senders : "530 5.7.0 sign in first");
          case "RCPT" -> rcpt(line);
          case "DATA" -> data();
          case "QUIT" -> {
            say("221 bye");
            return;
          }
          default -> say("502 what");
        }
      }
    }

    private String greeting() {
      StringBuilder all = new StringBuilder("250-office\r\n");
      if (tls != null && !encrypted) {
        all.append("250-STARTTLS\r\n");
      }
      if (signIn != null && encrypted) {
        all.append("250-AUTH PLAIN\r\n");
      }
      return all.append("250 8BITMIME").toString();
    }

    private boolean signsIn(String line) {
      String[] words = line.split(" ");
      String said =
          new String(Base64.getDecoder().decode(words[words.length - 1]), StandardCharsets.UTF_8);
      known = said.replaceFirst("^[^\0]*\0", "").replace('\0', ':').equals(signIn);
      return known;
    }

    private void rcpt(String line) {
      to = line.replaceFirst("(?i)RCPT TO:<(.*)>.*", "$1");
      say(recipients.getOrDefault(to, "250 ok"));
    }

    private void data() throws IOException {
      say("354 go on");
      StringBuilder raw = new StringBuilder();
      String line;
      while ((line = in.readLine()) != null && !line.equals(".")) {
        raw.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
      }
      Matcher id = ID.matcher(raw);
      Mail mail = new Mail(id.find() ? id.group(1) : "", to, raw.toString(), encrypted);
      String answer = verdict.apply(mail);
      if (answer.startsWith("2")) {
        mails.add(mail);
      }
      say(answer);
    }

    private void say(String text) {
      out.print(text + "\r\n");
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
