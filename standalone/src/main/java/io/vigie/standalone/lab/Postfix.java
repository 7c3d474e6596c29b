package io.vigie.standalone.lab;

import io.vigie.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Debian's Postfix on a free loopback port: takes mail for example.org by STARTTLS alone, with a
 * certificate of an authority of its own, into one maildir.
 */
final class Postfix implements AutoCloseable {
  private static final Path COMMAND = Path.of("/usr/sbin/postfix");
  private static final String CERTIFICATES =
      """
      openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=lab -keyout ca.key -out ca.pem
      openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout key.pem -out csr.pem
      printf 'subjectAltName=DNS:localhost' >ext
      openssl x509 -req -in csr.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
        -extfile ext -out cert.pem
      chmod 755 . && chown postfix data && chown nobody mail && chgrp nogroup mail
      """;

  private static final String MAIN =
      """
      compatibility_level = 3.6
      queue_directory = %1$s/queue
      data_directory = %1$s/data
      mail_owner = postfix
      setgid_group = postdrop
      myhostname = localhost
      mydestination =
      inet_interfaces = loopback-only
      inet_protocols = ipv4
      mynetworks = 127.0.0.0/8
      smtpd_relay_restrictions = permit_mynetworks, reject
      smtpd_tls_security_level = encrypt
      smtpd_tls_cert_file = %1$s/cert.pem
      smtpd_tls_key_file = %1$s/key.pem
      smtpd_tls_received_header = yes
      virtual_mailbox_domains = example.org
      virtual_mailbox_base = %1$s/mail
      virtual_mailbox_maps = static:inbox/
      virtual_uid_maps = static:65534
      virtual_gid_maps = static:65534
      virtual_transport = virtual
      maillog_file = %1$s/log
      maillog_file_prefixes = %1$s
      """;

  private static final String MASTER =
      """
      127.0.0.1:%d inet n - n - - smtpd
      pickup unix n - n 60 1 pickup
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      tlsmgr unix - - n 1000? 1 tlsmgr
      proxymap unix - - n - - proxymap
      virtual unix - n n - - virtual
      error unix - - n - - error
      retry unix - - n - - error
      anvil unix - - n - 1 anvil
      postlog unix-dgram n - n - 1 postlogd
      """;

  private final Path dir;
  private final int port;

  private Postfix(Path dir, int port) {
    this.dir = dir;
    this.port = port;
    // whoever is interrupted leaves nothing running
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "postfix-stop"));
  }

  /** In a folder of its own, which whoever delivers mail must be able to reach. */
  static Postfix start() throws IOException {
    if (!Files.isExecutable(COMMAND)) {
      Tool.run(
          Map.of("DEBIAN_FRONTEND", "noninteractive"),
          "apt-get",
          "install",
          "-y",
          "-qq",
          "postfix");
    }
    Path dir = Files.createTempDirectory("vigie-postfix");
    for (String each : List.of("conf", "queue", "data", "mail")) {
      Files.createDirectory(
          dir.resolve(each),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
    Tool.run(Map.of(), "sh", "-ec", "cd " + dir + "\n" + CERTIFICATES);
    Postfix postfix = new Postfix(dir, FreePort.any());
    Files.writeString(dir.resolve("conf/main.cf"), MAIN.formatted(dir));
    Files.writeString(dir.resolve("conf/master.cf"), MASTER.formatted(postfix.port));
    postfix.command("start");
    return postfix;
  }

  private void command(String verb) {
    Tool.run(Map.of(), COMMAND.toString(), "-c", dir.resolve("conf").toString(), verb);
  }

  int port() {
    return port;
  }

  /** Certificate of its authority. */
  Path authority() {
    return dir.resolve("ca.pem");
  }

  /** Mails as they were delivered. */
  List<String> mails() throws IOException {
    Path inbox = dir.resolve("mail/inbox/new");
    if (!Files.isDirectory(inbox)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(inbox)) {
      List<String> mails = new ArrayList<>();
      for (Path each : files.sorted().toList()) {
        mails.add(Files.readString(each));
      }
      return mails;
    }
  }

  @Override
  public void close() {
    if (Files.exists(dir)) {
      command("stop");
      Tool.run(Map.of(), "rm", "-r", dir.toString());
    }
  }
}
