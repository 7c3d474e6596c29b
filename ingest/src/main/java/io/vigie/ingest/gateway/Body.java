package io.vigie.ingest.gateway;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vigie.contract.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A body as it was sent.
 *
 * @param packed gzip
 * @param lines one event a line; else one event, or an array of events
 */
record Body(byte[] bytes, boolean packed, boolean lines) {

  private static final int NOTHING = -1;

  sealed interface Taken {
    record Pieces(List<Piece> pieces) implements Taken {}

    /** Nothing of the request counts. */
    record Refused(HttpResponseStatus status, String detail) implements Taken {}
  }

  /** Unpacks it and takes it apart, and reads no event. */
  Taken take(Limits limits) {
    try {
      byte[] plain = packed ? unpack(limits.plainBytes()) : bytes;
      if (plain.length > limits.plainBytes()) {
        return tooLarge("a body has " + limits.plainBytes() + " bytes unpacked at most");
      }
      List<Piece> pieces = lines ? lines(plain, limits) : values(plain, limits);
      if (pieces.size() > limits.events()) {
        return tooLarge("a request has " + limits.events() + " events at most; send several");
      }
      return pieces.isEmpty() ? bad("the body has no event") : new Taken.Pieces(pieces);
    } catch (JsonProcessingException e) {
      return bad("the body is not a JSON array: " + e.getOriginalMessage());
    } catch (IOException e) {
      return bad("the body is not gzip: " + e.getMessage());
    }
  }

  /** One byte more than allowed tells that there is more, however much it would become. */
  private byte[] unpack(int most) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readNBytes(most + 1);
    }
  }

  private static List<Piece> lines(byte[] plain, Limits limits) {
    List<Piece> pieces = new ArrayList<>();
    int begin = 0;
    for (int line = 1; begin < plain.length && pieces.size() <= limits.events(); line++) {
      int end = begin;
      while (end < plain.length && plain[end] != '\n') {
        end++;
      }
      byte[] value = Arrays.copyOfRange(plain, begin, end);
      if (!blank(value)) {
        pieces.add(new Piece("line " + line, value));
      }
      begin = end + 1;
    }
    return pieces;
  }

  private static boolean blank(byte[] value) {
    for (byte b : value) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private static List<Piece> values(byte[] plain, Limits limits) throws IOException {
    int first = first(plain);
    if (first != '[') {
      return first == NOTHING ? List.of() : List.of(new Piece("event 1", plain));
    }
    List<Piece> pieces = new ArrayList<>();
    try (JsonParser json = Json.MAPPER.createParser(plain)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_ARRAY && pieces.size() <= limits.events()) {
        int begin = (int) json.currentTokenLocation().getByteOffset();
        if (begin < 0) {
          throw new JsonParseException(json, "it must be UTF-8");
        }
        json.skipChildren();
        int end = (int) json.currentLocation().getByteOffset();
        pieces.add(
            new Piece("event " + (pieces.size() + 1), Arrays.copyOfRange(plain, begin, end)));
      }
      if (pieces.size() <= limits.events() && json.nextToken() != null) {
        throw new JsonParseException(json, "something follows it");
      }
    }
    return pieces;
  }

  private static int first(byte[] plain) {
    for (byte b : plain) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b;
      }
    }
    return NOTHING;
  }

  private static Taken bad(String detail) {
    return new Taken.Refused(HttpResponseStatus.BAD_REQUEST, detail);
  }

  private static Taken tooLarge(String detail) {
    return new Taken.Refused(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, detail);
  }
}
