package io.vigie.api.ldap;

import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPExtendedOperationException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.X509TrustManager;

/** Connections to a directory: over TLS, to the host that was meant, and bound as Vigie. */
final class LdapDoor {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private LdapDoor() {}

  static LDAPConnection open(LdapSettings settings) throws LDAPException, GeneralSecurityException {
    LDAPConnection connection = connect(settings);
    try {
      if (!settings.tlsFromTheStart() && !settings.plain()) {
        startTls(connection, settings);
      }
      if (!settings.bindDn().isEmpty()) {
        connection.bind(settings.bindDn(), settings.bindPassword());
      }
      return connection;
    } catch (LDAPException | GeneralSecurityException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static LDAPConnection connect(LdapSettings settings)
      throws LDAPException, GeneralSecurityException {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis((int) PATIENCE.toMillis());
    options.setResponseTimeoutMillis(PATIENCE.toMillis());
    options.setFollowReferrals(false);
    options.setAbandonOnTimeout(true);
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    String host = settings.url().getHost();
    return settings.tlsFromTheStart()
        ? new LDAPConnection(
            new Impatient(tls(settings).createSSLSocketFactory(), PATIENCE),
            options,
            host,
            settings.port())
        : new LDAPConnection(options, host, settings.port());
  }

  private static void startTls(LDAPConnection connection, LdapSettings settings)
      throws LDAPException, GeneralSecurityException {
    ExtendedResult answer =
        connection.processExtendedOperation(
            new StartTLSExtendedRequest(tls(settings).createSSLContext()));
    if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
      throw new LDAPExtendedOperationException(answer);
    }
  }

  private static SSLUtil tls(LdapSettings settings) throws GeneralSecurityException {
    X509TrustManager trust =
        settings.ca() == null
            ? JVMDefaultTrustManager.getInstance()
            : new PEMFileTrustManager(settings.ca().toFile());
    return new SSLUtil(trust);
  }
}
