package io.vigie.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.api.Api;
import io.vigie.api.ApiSettings;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstAdminTest {
  private final Lab lab = Lab.get();

  @AfterEach
  void theOthersGoOnWithTheirPassword() {
    start(lab.settings("main").withAdminPassword(Lab.PASSWORD)).close();
  }

  @Test
  void withoutAGivenPasswordOneIsMadeIntoAFileOfTheOwnerAlone() throws Exception {
    noAccount();
    ApiSettings settings = lab.settings("made");
    try (Api api = start(settings)) {
      String password = Files.readString(settings.adminPasswordFile()).strip();

      assertThat(new Client(api.uri()).signIn("admin", password).statusCode()).isEqualTo(200);
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(settings.adminPasswordFile())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theMadePasswordStaysGoodAtTheNextStart() throws Exception {
    noAccount();
    ApiSettings settings = lab.settings("again");
    start(settings).close();
    String password = Files.readString(settings.adminPasswordFile()).strip();

    try (Api api = start(settings)) {
      assertThat(new Client(api.uri()).signIn("admin", password).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aGivenPasswordTakesThePlaceOfAnotherOneAndEndsItsSessions() throws Exception {
    noAccount();
    ApiSettings settings = lab.settings("given");
    String made;
    String cookie;
    try (Api api = start(settings)) {
      made = Files.readString(settings.adminPasswordFile()).strip();
      cookie = Client.cookie(new Client(api.uri()).signIn("admin", made));
    }

    try (Api api = start(settings.withAdminPassword("a new one, given"))) {
      Client client = new Client(api.uri());
      assertThat(client.signIn("admin", "a new one, given").statusCode()).isEqualTo(200);
      assertThat(client.signIn("admin", made).statusCode()).isEqualTo(401);
      assertThat(client.with("Cookie", cookie).get("/api/v1/session").statusCode()).isEqualTo(401);
      assertThat(settings.adminPasswordFile()).doesNotExist();
    }
  }

  @Test
  void aShortPasswordIsRefusedWithTheRule() {
    assertThatThrownBy(() -> lab.settings("short").withAdminPassword("secret"))
        .hasMessageContaining("8 characters or more; got 6");
  }

  private static Api start(ApiSettings settings) {
    return Api.start(settings);
  }

  private void noAccount() throws Exception {
    try (Connection connection = lab.database().connect();
        PreparedStatement delete = connection.prepareStatement("DELETE FROM person")) {
      delete.executeUpdate();
    }
  }
}
