package io.vigie.notify.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates are trusted: those the JVM trusts, and those of a file. */
public final class Trusted {
  private Trusted() {}

  /**
   * @param name of the variable that gave the file, for the refusal
   * @param file PEM certificates; null for none
   * @throws IllegalArgumentException when the file has none
   */
  public static SSLContext with(String name, Path file) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (TrustManager each : managers(null)) {
        if (each instanceof X509TrustManager usual) {
          for (X509Certificate one : usual.getAcceptedIssuers()) {
            trusted.setCertificateEntry("java" + trusted.size(), one);
          }
        }
      }
      if (file != null) {
        add(trusted, file);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(trusted), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          name + ' ' + file + " must be PEM certificates: " + e.getMessage(), e);
    }
  }

  private static void add(KeyStore trusted, Path file)
      throws IOException, GeneralSecurityException {
    int before = trusted.size();
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("own" + trusted.size(), each);
      }
    }
    if (trusted.size() == before) {
      throw new GeneralSecurityException("there is no certificate in it");
    }
  }

  private static TrustManager[] managers(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust.getTrustManagers();
  }
}
