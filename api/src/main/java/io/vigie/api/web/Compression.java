package io.vigie.api.web;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.List;

/** Texts are compressed, but never a stream: an event must not wait for the next one. */
@Singleton
@Replaces(HttpCompressionStrategy.class)
final class Compression implements HttpCompressionStrategy {
  /** Below it a packet is a packet. */
  private static final int SMALLEST = 1_024;

  private static final List<String> TEXTS =
      List.of(
          "text/html",
          "text/css",
          "text/javascript",
          "application/json",
          "application/rss+xml",
          "application/atom+xml",
          "image/svg+xml");

  @Override
  public boolean shouldCompress(HttpResponse response) {
    String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    int length = response.headers().getInt(HttpHeaderNames.CONTENT_LENGTH, SMALLEST);
    return length >= SMALLEST && TEXTS.stream().anyMatch(type::startsWith);
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public int getMaxZstdEncodeSize() {
    return 1 << 25;
  }
}
