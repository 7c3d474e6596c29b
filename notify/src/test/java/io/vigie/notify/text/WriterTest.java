package io.vigie.notify.text;

import static io.vigie.notify.Told.RENE;
import static io.vigie.notify.Told.ZOE;
import static io.vigie.notify.Told.alert;
import static io.vigie.notify.Told.down;
import static io.vigie.notify.Told.message;
import static io.vigie.notify.Told.upAgain;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Cause;
import io.vigie.notify.Told;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriterTest {
  private static final TicketId TICKET = TicketId.parse("shop:12");
  private final Writer writer =
      new Writer(URI.create("https://vigie.example.org"), ZoneId.of("Europe/Paris"));

  @Test
  void aMailOfOneAlertSaysAllThereIsToSay() {
    Letter letter = writer.apply(message(ZOE, down("n1", "prod/web", ZOE)));
    assertThat(letter.subject()).isEqualTo("[critical] prod/web is not served: down");
    assertThat(letter.text())
        .isEqualTo(
            """
            prod/web is not served: down

            Vigie raised this alert.

              Severity      critical (production)
              Since         2026-11-30 10:00:00 +01:00
              Service       prod/web
              Applications  shop
              Environment   PRD

            What decided it
              availability  down

            See it, acknowledge it:
            https://vigie.example.org/#/alerts/service-unavailable%3Aprod%2Fweb

            --\s
            You get this mail because you answer for shop.
            """);
    assertThat(letter.html())
        .contains("<html lang=\"en\">")
        .contains("href=\"https://vigie.example.org/#/alerts/service-unavailable%3Aprod%2Fweb\"");
  }

  @Test
  void itIsWrittenInTheLanguageOfWhoReadsIt() {
    Letter letter = writer.apply(message(RENE, upAgain("n2", "prod/web", RENE)));
    assertThat(letter.language()).isEqualTo("fr");
    assertThat(letter.subject()).isEqualTo("[résolu] prod/web n'est pas rendu : down");
    assertThat(letter.text())
        .contains("C'est fini : ce qui l'avait levée n'est plus vrai.")
        .contains("Fin            2026-11-30 10:05:00 +01:00")
        .contains("Durée          5 min")
        .contains("Vous recevez ce courriel parce que vous êtes responsable de shop.");
  }

  @Test
  void aDigestNamesEachThingInALineTheWorstFirst() {
    Notification late =
        Told.of(
            "n1",
            Cause.RAISED,
            alert("node-silent:prod/n1", Severity.WARNING, Map.of()),
            null,
            ZOE);
    Letter letter =
        writer.apply(
            message(
                ZOE,
                late,
                down("n2", "prod/web", ZOE),
                upAgain("n3", "prod/db", ZOE),
                down("n4", "prod/mail", ZOE)));
    assertThat(letter.subject())
        .isEqualTo("[critical] 3 alerts, 1 resolved: prod/web, prod/mail, prod/n1, prod/db");
    assertThat(letter.text())
        .containsSubsequence(
            "Raised (3)",
            "[critical] prod/web is not served: down",
            "[critical] prod/mail is not served: down",
            "[warning] prod/n1 gives no sign of life",
            "Resolved (1)",
            "[resolved] prod/db is not served: down");
    assertThat(letter.thread()).isEmpty();
  }

  @Test
  void aMailOfATicketNamesItAndItsLines() {
    Letter one =
        writer.apply(
            message(ZOE, Told.of("n1", Cause.TICKETED, "service-split:prod/db", TICKET, ZOE)));
    assertThat(one.subject()).startsWith("[critical] ticket shop:12: prod/db is up on several");
    assertThat(one.text())
        .contains("This alert is in ticket shop:12.")
        .contains("Ticket        shop:12");
    Letter two =
        writer.apply(
            message(
                ZOE,
                Told.of("n1", Cause.TICKETED, "service-unavailable:prod/web", TICKET, ZOE),
                Told.of("n2", Cause.TICKETED, "service-unavailable:prod/db", TICKET, ZOE)));
    assertThat(two.subject()).isEqualTo("[critical] ticket shop:12: 2 alerts of shop");
    assertThat(two.text())
        .containsSubsequence(
            "Ticket shop:12, application shop (2)",
            "prod/web is not served",
            "prod/db is not served");
  }

  @Test
  void whatIsToldOfOneEpisodeIsOneThread() {
    String raised = writer.apply(message(ZOE, down("n1", "prod/web", ZOE))).thread();
    String resolved = writer.apply(message(ZOE, upAgain("n2", "prod/web", ZOE))).thread();
    String other = writer.apply(message(ZOE, down("n3", "prod/db", ZOE))).thread();
    assertThat(raised).isEqualTo(resolved).isNotEqualTo(other).matches("[a-z0-9.]+");
  }

  @Test
  void aNameBreaksNoLineAndNoPage() {
    Notification evil =
        Told.of(
            "n1",
            Cause.RAISED,
            alert(
                "custom:fleet:x",
                Severity.ERROR,
                Map.of(
                    "summary", "<script>alert(1)</script>\r\nBcc: all@example.org\u2028\u202Egpj")),
            null,
            ZOE);
    Letter letter = writer.apply(message(ZOE, evil));
    assertThat(letter.subject()).doesNotContain("\r", "\n", "\u2028", "\u202E");
    assertThat(letter.text().lines()).noneMatch(line -> line.startsWith("Bcc"));
    assertThat(letter.html())
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void aLongNameIsCutInTheSubjectAndWholeInTheText() {
    String name = "x".repeat(250);
    Letter letter = writer.apply(message(ZOE, down("n1", "prod/" + name, ZOE)));
    assertThat(letter.subject()).hasSizeLessThanOrEqualTo(180).endsWith("…");
    assertThat(letter.text()).contains("prod/" + name);
  }

  @Test
  void everybodyIsToldWhyThey() {
    Recipient chain = new Recipient("max", "max@example.org", "en", "chain 2");
    Recipient manager = new Recipient("ann", "ann@example.org", "fr", "manager");
    assertThat(writer.apply(message(chain, down("n1", "prod/web", chain))).text())
        .contains("nobody took the alert, and you are step 2 of the chain of shop.");
    assertThat(writer.apply(message(manager, down("n1", "prod/web", manager))).text())
        .contains("parce que personne n'est responsable de shop et que");
    assertThat(writer.apply(message(ZOE, Told.test("n1", ZOE))).subject())
        .isEqualTo("[test] Mail from Vigie arrives");
  }

  @Test
  void withoutAnAddressOfTheConsoleThereIsNoLink() {
    Letter letter =
        new Writer(null, ZoneId.of("UTC")).apply(message(ZOE, down("n1", "prod/web", ZOE)));
    assertThat(letter.text()).doesNotContain("See it").contains("2026-11-30 09:00:00 +00:00");
    assertThat(letter.html()).doesNotContain("href");
  }

  /** For eyes: -Dvigie.mails=DIR keeps a page of each kind. */
  @Test
  void pagesForEyes() throws Exception {
    String folder = System.getProperty("vigie.mails");
    Notification[] many =
        IntStream.range(0, 12)
            .mapToObj(
                n ->
                    n % 4 == 3
                        ? upAgain("n" + n, "prod/web" + n, RENE)
                        : down("n" + n, "prod/web" + n, RENE))
            .toArray(Notification[]::new);
    Letter one = writer.apply(message(ZOE, down("n1", "prod/web", ZOE)));
    Letter digest = writer.apply(message(RENE, many));
    assertThat(digest.html()).contains("Levées (9)").contains("Résolues (3)");
    if (folder != null) {
      Files.writeString(Path.of(folder, "one.html"), one.html());
      Files.writeString(Path.of(folder, "digest.html"), digest.html());
    }
  }
}
