package io.vigie.api.request;

import io.vigie.api.ApiSettings;
import io.vigie.api.act.Act;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.contract.event.ActionRequest;
import io.vigie.contract.wire.RequestKey;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The collector's key that signs requests: made when it is first needed, kept in two files of the
 * data folder, the private one for its owner alone. All consoles of a collector have the same.
 */
@Singleton
public final class RequestKeys {
  private static final Logger LOG = LoggerFactory.getLogger(RequestKeys.class);

  private final Path privateFile;
  private final Path publicFile;
  private PrivateKey key;
  private String pem = "";

  RequestKeys(ApiSettings settings) {
    privateFile = settings.data().resolve("request.key");
    publicFile = settings.data().resolve("request.pub");
  }

  /** What a node pins, its {@code request.pub}, once it is {@link #mustBeTheCollectors}. */
  public synchronized String publicPem() {
    load();
    return pem;
  }

  synchronized ActionRequest sign(ActionRequest request) {
    load();
    return RequestKey.sign(key, request);
  }

  /**
   * The first console that gives its key away, or asks something of a node, decides whose counts.
   *
   * @throws io.micronaut.http.exceptions.HttpStatusException 409 when it is that of another
   */
  public void mustBeTheCollectors(Act act) throws SQLException {
    String own = publicPem();
    act.update("INSERT IGNORE INTO request_key (one,public) VALUES (1,?)", own);
    String theirs =
        act.one(Sql.of("SELECT public FROM request_key WHERE one=1"), row -> row.text("public"))
            .orElseThrow();
    if (!theirs.equals(own)) {
      throw Refusal.conflict(
          "this console's key is not the one that nodes trust: put request.key and request.pub of"
              + " another console of this collector, or of its backup, into its data folder; if"
              + " they are lost see docs/requests.md");
    }
  }

  private void load() {
    if (key != null) {
      return;
    }
    try {
      if (!Files.exists(privateFile)) {
        make();
      }
      key = RequestKey.privateKey(Files.readString(privateFile));
      pem = Files.readString(publicFile);
      RequestKey.publicKeys(pem);
    } catch (IOException e) {
      throw new UncheckedIOException("the key of requests cannot be used: " + privateFile, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(privateFile + " and its .pub: " + e.getMessage(), e);
    }
  }

  /** The private one last: it stands for both. */
  private void make() throws IOException {
    KeyPair pair = RequestKey.make();
    Files.createDirectories(privateFile.toAbsolutePath().getParent());
    write(publicFile, "rw-r--r--", RequestKey.pem(pair.getPublic()));
    write(privateFile, "rw-------", RequestKey.pem(pair.getPrivate()));
    LOG.atInfo().addKeyValue("file", privateFile).log("key that signs requests made");
  }

  private static void write(Path file, String rights, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights)));
    Files.writeString(fresh, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
