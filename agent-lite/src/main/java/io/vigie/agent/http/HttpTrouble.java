package io.vigie.agent.http;

import io.vigie.agent.FileTrouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why there was no answer, for a person, with what to do. */
public final class HttpTrouble {
  private HttpTrouble() {}

  public static String inWords(URI address, IOException trouble) {
    if (trouble instanceof UnknownHostException) {
      return address + ": there is no host of that name";
    }
    if (trouble instanceof NoRouteToHostException) {
      return address + ": there is no way to that host";
    }
    if (trouble instanceof ConnectException) {
      return address + ": nobody listens there";
    }
    if (trouble instanceof SocketTimeoutException) {
      return address + ": it does not answer";
    }
    if (trouble instanceof SSLException) {
      return address + ": " + ofTls(String.valueOf(trouble.getMessage()));
    }
    return address + ": " + FileTrouble.inWords(trouble);
  }

  private static String ofTls(String message) {
    if (message.contains("PKIX") || message.contains("trustAnchors")) {
      return "nobody this node trusts made its certificate; --ca FILE, or ca in agent.conf, names"
          + " the certificate of who did";
    }
    if (message.contains("subject alternative") || message.contains("No name matching")) {
      return "its certificate is for another name; call it by the name that stands there ("
          + message
          + ")";
    }
    if (message.contains("NotAfter") || message.contains("validity check failed")) {
      return "its certificate is not valid today: its time is over, or this clock is wrong";
    }
    return "TLS does not come about: " + message;
  }
}
