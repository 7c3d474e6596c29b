package io.vigie.api.session;

import io.vigie.api.ApiSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account that is there from the first start. A password given by the environment is set at
 * every start, so that it always lets its owner in; without one a password is made once and kept in
 * a file only the owner can read.
 */
@Singleton
final class FirstAdmin {
  static final String NAME = "admin";

  private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

  private final ApiSettings settings;
  private final Accounts accounts;
  private final StoredSessions sessions;
  private final Passwords passwords;

  FirstAdmin(
      ApiSettings settings, Accounts accounts, StoredSessions sessions, Passwords passwords) {
    this.settings = settings;
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
  }

  void ensure() {
    Optional<Account> account = accounts.findById(NAME);
    if (!settings.adminPassword().isEmpty()) {
      given(account);
    } else if (account.isEmpty()) {
      made();
    } else if (!Files.exists(settings.adminPasswordFile())) {
      LOG.atInfo().log(
          "admin keeps its password; to set another one start with VIGIE_ADMIN_PASSWORD");
    }
  }

  private void given(Optional<Account> account) {
    String password = settings.adminPassword();
    if (account.isEmpty()) {
      insert(password);
      LOG.atInfo().log("account admin made, with the password of VIGIE_ADMIN_PASSWORD");
    } else if (!passwords.verify(password, account.get().passwordHash())) {
      accounts.update(account.get().letIn(passwords.hash(password), System.currentTimeMillis()));
      sessions.deleteByPerson(NAME);
      LOG.atWarn()
          .log(
              "admin had another password; it is now that of VIGIE_ADMIN_PASSWORD, and admin is"
                  + " signed out everywhere");
    }
    forget(settings.adminPasswordFile());
  }

  private void made() {
    Path file = settings.adminPasswordFile();
    // one that waits there outlived its database, or a start that ended between file and account
    insert(read(file).orElseGet(() -> write(file, Secret.make())));
    LOG.atInfo().addKeyValue("file", file).log("account admin made, its password is in a file");
  }

  private void insert(String password) {
    long now = System.currentTimeMillis();
    accounts.save(
        new Account(NAME, Person.ADMINISTRATOR, passwords.hash(password), false, now, now));
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static String write(Path file, String password) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, password + '\n', StandardOpenOption.TRUNCATE_EXISTING);
      return password;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the password of admin to " + file, e);
    }
  }

  /** What it holds is good no more. */
  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
