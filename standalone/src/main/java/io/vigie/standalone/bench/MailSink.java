package io.vigie.standalone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server on loopback that takes everything at once and remembers when. */
final class MailSink implements AutoCloseable {
  private final ServerSocket door;
  private final Map<String, Long> taken = new ConcurrentHashMap<>();
  private final AtomicInteger mails = new AtomicInteger();

  MailSink() {
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("mail-sink", this::open);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Wall clock at which each address had its first mail, milliseconds. */
  Map<String, Long> taken() {
    return taken;
  }

  int mails() {
    return mails.get();
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
        run("mail-sink-talk", () -> talk(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void talk(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out =
            new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8)) {
      say(out, "220 sink");
      String to = "";
      String line;
      while ((line = in.readLine()) != null) {
        String verb = line.toUpperCase(Locale.ROOT);
        if (verb.startsWith("RCPT TO:")) {
          to = line.replaceFirst("(?i)RCPT TO:<(.*)>.*", "$1");
        }
        if (verb.equals("DATA")) {
          say(out, "354 go on");
          take(in, to);
        }
        say(out, "250 ok");
      }
    } catch (IOException e) {
      // whoever sends went away
    }
  }

  private void take(BufferedReader in, String to) throws IOException {
    String line;
    while ((line = in.readLine()) != null && !line.equals(".")) {
      // content is nobody's
    }
    taken.putIfAbsent(to, System.currentTimeMillis());
    mails.incrementAndGet();
  }

  private static void say(PrintWriter out, String text) {
    out.print(text + "\r\n");
    out.flush();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
