package io.vigie.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The file: a row of frames, the last of which may be torn. All writing happens under the spool's
 * lock; reading what was once written does not need it.
 */
final class SpoolFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final Object identity;
  private long end;

  private SpoolFile(Path path, FileChannel channel, Object identity) {
    this.path = path;
    this.channel = channel;
    this.identity = identity;
  }

  /** Opens or creates; the reader then calls {@link #scan} to learn what stands in it. */
  static SpoolFile open(Path path) throws IOException {
    FileChannel channel = PrivateFiles.open(path);
    return new SpoolFile(path, channel, identity(path));
  }

  /** What a frame is and where it begins. */
  interface Visitor {
    void frame(Frame frame, long offset, int bytes);
  }

  /**
   * Reads the whole frames that stand after what is known already, and cuts off a torn one: its
   * writer died, and holding the lock we know that nobody is writing.
   *
   * @return bytes cut off
   */
  long scan(Visitor visitor) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(Frame.HEAD);
    long size = channel.size();
    while (size - end >= Frame.HEAD) {
      readFully(head.clear(), end);
      int length = head.flip().getInt();
      int checksum = head.getInt();
      if (length <= 0 || length > Frame.MAX_BODY || size - end - Frame.HEAD < length) {
        break;
      }
      ByteBuffer body = readFully(ByteBuffer.allocate(length), end + Frame.HEAD).flip();
      if (!Frame.matches(body, checksum)) {
        break;
      }
      Frame frame = Frame.decode(body);
      if (frame != null) {
        visitor.frame(frame, end, Frame.HEAD + length);
      }
      end += Frame.HEAD + length;
    }
    long torn = size - end;
    if (torn > 0) {
      channel.truncate(end);
    }
    return torn;
  }

  /** Whether another process has appended to it, or replaced it. */
  boolean behind() throws IOException {
    return channel.size() != end || replaced();
  }

  /** Whether another file stands under the name now. */
  boolean replaced() throws IOException {
    return Files.notExists(path) || !identity.equals(identity(path));
  }

  /**
   * @return where the frame begins
   */
  long append(ByteBuffer frame) throws IOException {
    long at = end;
    long position = at;
    while (frame.hasRemaining()) {
      position += channel.write(frame, position);
    }
    end = position;
    return at;
  }

  void force() throws IOException {
    channel.force(false);
  }

  Entry read(Slot slot) throws IOException {
    int length = slot.bytes() - Frame.HEAD;
    ByteBuffer head = readFully(ByteBuffer.allocate(Frame.HEAD), slot.offset()).flip();
    ByteBuffer body = readFully(ByteBuffer.allocate(length), slot.offset() + Frame.HEAD).flip();
    if (head.getInt() != length
        || !Frame.matches(body, head.getInt())
        || !(Frame.decode(body) instanceof Frame.Record record)) {
      throw new IOException("the frame at " + slot.offset() + " of " + path + " is damaged");
    }
    return record.entry();
  }

  /** A file and where its entries stand in it now. */
  record Rewritten(SpoolFile file, List<Slot> slots) {}

  /**
   * Writes those entries into a new file and puts it in the place of this one. If that fails, this
   * one stays as it is.
   */
  Rewritten rewrite(List<Slot> live, Frame.Note note) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    List<Slot> moved = new ArrayList<>(live.size());
    FileChannel to = PrivateFiles.open(fresh);
    try {
      SpoolFile file = new SpoolFile(path, to, identity(fresh));
      file.append(note.encode());
      for (Slot slot : live) {
        ByteBuffer frame =
            slot.held() == null
                ? readFully(ByteBuffer.allocate(slot.bytes()), slot.offset()).flip()
                : new Frame.Record(slot.held()).encode();
        int bytes = frame.remaining();
        long at = file.append(frame);
        moved.add(new Slot(slot.order(), slot.kind(), slot.subject(), at, bytes, null));
      }
      file.force();
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      PrivateFiles.forceDirectory(path.getParent());
      return new Rewritten(file, moved);
    } catch (IOException e) {
      to.close();
      Files.deleteIfExists(fresh);
      throw e;
    }
  }

  long size() {
    return end;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private ByteBuffer readFully(ByteBuffer into, long from) throws IOException {
    long position = from;
    while (into.hasRemaining()) {
      int read = channel.read(into, position);
      if (read < 0) {
        throw new IOException(path + " ends at " + position + ", inside a frame");
      }
      position += read;
    }
    return into;
  }

  private static Object identity(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }
}
