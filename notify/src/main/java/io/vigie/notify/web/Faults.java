package io.vigie.notify.web;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * Why a call did not go through, for a person. What the library says may have the address in it.
 */
final class Faults {
  private Faults() {}

  static String of(IOException e) {
    if (e instanceof Doors.Closed) {
      return e.getMessage();
    }
    if (e instanceof UnknownHostException) {
      return "there is no host of that name";
    }
    if (e instanceof SSLException) {
      return "no trust in its certificate, or no TLS: " + deepest(e);
    }
    if (e instanceof ConnectTimeoutException || e instanceof NoRouteToHostException) {
      return "it cannot be reached";
    }
    if (e instanceof ConnectException) {
      return "nobody takes the call there";
    }
    if (e instanceof SocketTimeoutException) {
      return "it does not answer";
    }
    if (e instanceof NoHttpResponseException
        || e instanceof ConnectionClosedException
        || e instanceof SocketException) {
      return "it hung up before the answer was whole";
    }
    return "what it answers is no HTTP";
  }

  /** Of certificates it says what is wrong with them, and of the address the host at most. */
  private static String deepest(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
