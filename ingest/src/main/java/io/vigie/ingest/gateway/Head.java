package io.vigie.ingest.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vigie.contract.id.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What stands before a body. */
sealed interface Head {
  String PATH = "/ingest/v1/events";

  Set<String> LINES = Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");
  Set<String> VALUES =
      Set.of(
          "application/json", "application/cloudevents+json", "application/cloudevents-batch+json");
  Set<String> PACKED = Set.of("gzip", "x-gzip");

  /**
   * @param token as it was sent; not yet believed
   * @param lines one event a line
   * @param bytes of the body; -1 when it was not told
   */
  record Wanted(NodeId node, String token, boolean packed, boolean lines, int bytes)
      implements Head {
    /** Without the token. */
    @Override
    public String toString() {
      return "report of " + node;
    }
  }

  record Unwanted(Answer answer) implements Head {}

  static Head of(HttpRequest request, Limits limits) {
    if (request.decoderResult().isFailure()) {
      return unreadable(request.decoderResult().cause());
    }
    if (!request.uri().replaceFirst("\\?.*", "").equals(PATH)) {
      return no(HttpResponseStatus.NOT_FOUND, "there is nothing here; events go to " + PATH);
    }
    if (!request.method().equals(HttpMethod.POST)) {
      return new Unwanted(
          Answer.problem(HttpResponseStatus.METHOD_NOT_ALLOWED, "send events with POST")
              .with(HttpHeaderNames.ALLOW.toString(), HttpMethod.POST.name()));
    }
    Optional<Credentials> credentials =
        Credentials.read(request.headers().get(HttpHeaderNames.AUTHORIZATION));
    return credentials.isEmpty()
        ? new Unwanted(unknown())
        : body(request, limits, credentials.get());
  }

  private static Head body(HttpRequest request, Limits limits, Credentials who) {
    CharSequence mime = HttpUtil.getMimeType(request);
    String type = mime == null ? "" : mime.toString().strip().toLowerCase(Locale.ROOT);
    if (!LINES.contains(type) && !VALUES.contains(type)) {
      return no(
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
          "content-type must be application/cloudevents+json, application/cloudevents-batch+json,"
              + " application/json or application/x-ndjson");
    }
    String encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity");
    boolean packed = PACKED.contains(encoding.toLowerCase(Locale.ROOT));
    if (!packed && !encoding.equalsIgnoreCase("identity")) {
      return new Unwanted(
          Answer.problem(
                  HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                  "content-encoding must be gzip or none")
              .with(HttpHeaderNames.ACCEPT_ENCODING.toString(), "gzip"));
    }
    long bytes = HttpUtil.getContentLength(request, -1L);
    return bytes > limits.bodyBytes()
        ? new Unwanted(tooLarge(limits))
        : new Wanted(who.node(), who.token(), packed, LINES.contains(type), (int) bytes);
  }

  static Answer tooLarge(Limits limits) {
    return Answer.problem(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "a body has " + limits.bodyBytes() + " bytes at most; send several requests");
  }

  /** Who it is is not told, nor whether there is such a node. */
  static Answer unknown() {
    return Answer.problem(
            HttpResponseStatus.UNAUTHORIZED,
            "send Basic with the node's id, cluster/node, and its token; an administrator makes one"
                + " with POST /api/v1/nodes/{cluster}/{node}/token")
        .with(HttpHeaderNames.WWW_AUTHENTICATE.toString(), "Basic realm=\"vigie gateway\"");
  }

  private static Head unreadable(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return no(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the address is too long");
    }
    return cause instanceof TooLongHttpHeaderException
        ? no(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large")
        : no(HttpResponseStatus.BAD_REQUEST, "this is no HTTP/1.1 request");
  }

  private static Unwanted no(HttpResponseStatus status, String detail) {
    return new Unwanted(Answer.problem(status, detail));
  }

  /** Basic: the node's id and its token. */
  record Credentials(NodeId node, String token) {
    private static final String BASIC = "Basic ";

    static Optional<Credentials> read(String header) {
      if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
        return Optional.empty();
      }
      try {
        byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
        String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        return pair.length < 2
            ? Optional.empty()
            : Optional.of(new Credentials(NodeId.parse(pair[0]), pair[1]));
      } catch (IllegalArgumentException e) {
        // neither Base64 nor a node: nobody we know
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return "credentials of " + node;
    }
  }
}
