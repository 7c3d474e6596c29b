package io.vigie.streams.alert.service;

import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;

/** What is done to a service, to bytes and back. */
public final class DoingsCodec {
  private static final int VERSION = 1;

  private DoingsCodec() {}

  public static byte[] encode(Doings doings) {
    BinaryWriter out =
        new BinaryWriter(VERSION)
            .number(doings.endedMillis)
            .texts(doings.ended)
            .texts(doings.acknowledged);
    out.number(doings.running.size());
    for (Doings.Running r : doings.running.values()) {
      out.text(r.id()).text(r.node()).text(r.action());
      out.number(r.beganMillis()).number(r.timeoutSeconds());
    }
    out.number(doings.ends.size());
    for (Doings.Last l : doings.ends.values()) {
      out.text(l.id()).text(l.node()).text(l.action()).text(l.by());
      out.flag(l.failed()).flag(l.acknowledged()).number(l.endMillis()).number(l.appendedMillis());
    }
    out.number(doings.copies.size());
    for (Doings.Copy c : doings.copies.values()) {
      out.text(c.rid()).text(c.target()).text(c.source()).flag(c.failed());
      out.number(c.endMillis()).number(c.appendedMillis());
      out.number(c.goodMillis()).number(c.maxDelaySeconds());
    }
    return out.bytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another version or cut
   */
  public static Doings decode(byte[] bytes) {
    BinaryReader in = new BinaryReader("doings", VERSION, bytes);
    Doings doings = new Doings();
    doings.endedMillis = in.number();
    doings.ended.addAll(in.texts());
    doings.acknowledged.addAll(in.texts());
    for (int left = in.count(); left > 0; left--) {
      Doings.Running r =
          new Doings.Running(in.text(), in.text(), in.text(), in.number(), in.number());
      doings.running.put(r.id(), r);
    }
    for (int left = in.count(); left > 0; left--) {
      Doings.Last l =
          new Doings.Last(
              in.text(),
              in.text(),
              in.text(),
              in.text(),
              in.flag(),
              in.flag(),
              in.number(),
              in.number());
      doings.ends.put(l.key(), l);
    }
    for (int left = in.count(); left > 0; left--) {
      Doings.Copy c =
          new Doings.Copy(
              in.text(),
              in.text(),
              in.text(),
              in.flag(),
              in.number(),
              in.number(),
              in.number(),
              in.number());
      doings.copies.put(c.key(), c);
    }
    return doings;
  }
}
