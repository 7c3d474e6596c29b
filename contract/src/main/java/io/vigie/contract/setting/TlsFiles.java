package io.vigie.contract.setting;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificate and key of a door: PEM, and made for each other. Looked at before it opens. */
final class TlsFiles {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";
  private static final byte[] PROBE = "whose key is it".getBytes(StandardCharsets.UTF_8);

  private TlsFiles() {}

  /**
   * @throws IllegalArgumentException naming the option, its file, the rule and what to do
   */
  static void check(String certOption, Path cert, String keyOption, Path key) {
    PublicKey open = certificate(certOption, cert);
    try {
      byte[] der = block(KEY, read(keyOption, key)).orElseThrow(() -> noKey(keyOption, key));
      PrivateKey secret =
          KeyFactory.getInstance(open.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
      if (!belongTogether(open, secret)) {
        throw new GeneralSecurityException("another key signed");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "%s %s is not the key of the certificate in %s %s: give the two that were made together"
              .formatted(keyOption, key, certOption, cert),
          e);
    }
  }

  /** The first of the chain is the door's own. */
  private static PublicKey certificate(String option, Path file) {
    try {
      byte[] der =
          block(CERTIFICATE, read(option, file))
              .orElseThrow(() -> new GeneralSecurityException("there is no such line"));
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(der))
          .getPublicKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "%s %s is no PEM certificate: it must begin with -----BEGIN CERTIFICATE-----; of a DER file make one with openssl x509 -inform der"
              .formatted(option, file),
          e);
    }
  }

  private static IllegalArgumentException noKey(String option, Path file) {
    return new IllegalArgumentException(
        "%s %s is no PEM key in PKCS#8 without a password, which begins with -----BEGIN PRIVATE KEY-----; make one with openssl pkcs8 -topk8 -nodes -in %s"
            .formatted(option, file, file.getFileName()));
  }

  private static boolean belongTogether(PublicKey open, PrivateKey secret)
      throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(
            switch (open.getAlgorithm()) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> open.getAlgorithm();
            });
    signature.initSign(secret);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(PROBE);
    return signature.verify(signed);
  }

  private static Optional<byte[]> block(String title, String text) {
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).equals(title)) {
        return Optional.of(Base64.getMimeDecoder().decode(blocks.group(2)));
      }
    }
    return Optional.empty();
  }

  private static String read(String option, Path file) {
    try {
      // no byte is wrong in it, whatever the file is
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException(option + ' ' + file + " cannot be read", e);
    }
  }
}
