package io.vigie.api.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;

/** Makes sockets that wait so long for what is read: a handshake has no time-out of its own. */
final class Impatient extends SocketFactory {
  private final SocketFactory factory;
  private final int millis;

  Impatient(SocketFactory factory, Duration patience) {
    this.factory = factory;
    this.millis = (int) patience.toMillis();
  }

  private Socket impatient(Socket socket) throws IOException {
    socket.setSoTimeout(millis);
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return impatient(factory.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return impatient(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return impatient(factory.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return impatient(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return impatient(factory.createSocket(host, port, from, fromPort));
  }
}
