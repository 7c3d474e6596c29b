package io.vigie.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
  private static final String BROKEN =
      "{\"status\":\"not ready\",\"parts\":[{\"part\":\"broker\",\"working\":true},"
          + "{\"part\":\"database\",\"working\":false,\"detail\":\"MariaDB does not answer\"}]}";

  @Test
  void eachPartIsALineAndTheExitCodeSaysWhetherAllWork() throws IOException {
    Answer broken = status(503, BROKEN);
    assertThat(broken.exit()).isEqualTo(1);
    assertThat(broken.out())
        .startsWith("not ready: http://127.0.0.1:")
        .contains("\n  broker     ok\n", "\n  database   MariaDB does not answer\n")
        .doesNotContain("{");
    Answer fine = status(200, "{\"status\":\"ready\",\"parts\":[]}");
    assertThat(fine.exit()).isZero();
    assertThat(fine.out()).startsWith("ready: ");
  }

  @Test
  void programsGetItAsJson() throws IOException {
    Answer answer = status(503, BROKEN, "-o", "json");

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out()).isEqualTo(BROKEN + "\n");
  }

  @Test
  void whatIsNoCollectorIsToldSo() throws IOException {
    Answer answer = status(200, "<html>");

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.err()).contains("is no collector").doesNotContain("html");
  }

  private record Answer(int exit, String out, String err) {}

  private static Answer status(int code, String body, String... options) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health/readiness",
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(code, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    String[] args = new String[options.length + 3];
    args[0] = "status";
    args[1] = "--url";
    args[2] = "http://127.0.0.1:" + server.getAddress().getPort();
    System.arraycopy(options, 0, args, 3, options.length);
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(told, true, UTF_8));
    System.setErr(new PrintStream(complained, true, UTF_8));
    try {
      return new Answer(VigieMain.run(args), told.toString(UTF_8), complained.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
      server.stop(0);
    }
  }
}
