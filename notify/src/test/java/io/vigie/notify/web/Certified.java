package io.vigie.notify.web;

import io.vigie.embedded.SelfSigned;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What a server of that certificate needs. */
public final class Certified {
  private static final char[] NONE = {};

  private Certified() {}

  public static SSLContext server(SelfSigned made) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry("k", key(made), NONE, new Certificate[] {certificate(made)});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, NONE);
    SSLContext server = SSLContext.getInstance("TLS");
    server.init(managers.getKeyManagers(), null, null);
    return server;
  }

  private static PrivateKey key(SelfSigned made) throws Exception {
    String pem = Files.readString(made.key()).replaceAll("-----[A-Z ]+-----", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
  }

  private static Certificate certificate(SelfSigned made) throws Exception {
    try (InputStream in = Files.newInputStream(made.cert())) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
