package io.vigie.agent.spool;

import io.vigie.contract.wire.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spool of a node: one file in a directory that only its owner may read. Any process may open
 * it to append; one, the keeper, also hands entries out and rewrites the file when most of it is
 * done. Each append happens under a lock file, and first reads what others appended: so order is
 * one for the node, whoever speaks.
 *
 * <p>A writer killed at any byte leaves a torn frame at the end, which the next one cuts off.
 */
public final class DiskSpool implements Spool {
  private static final Logger LOG = LoggerFactory.getLogger(DiskSpool.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int HELD_AT_MOST = 10_000;
  private static final int SET_ASIDE_AT_MOST = 100;

  private final Path directory;
  private final SpoolLimits limits;
  private final SpoolLock lock;
  private final SpoolLock keeper;
  private final Reserve reserve;
  private final Birth birth;
  private final Backlog backlog = new Backlog();
  private final Deque<Draft> held = new ArrayDeque<>();
  private SpoolFile file;
  private Order last;
  private Order noted = Order.NONE;
  private boolean room = true;
  private boolean ailing;
  private int inMemory;
  private long shed;
  private long setAside;

  private DiskSpool(
      Path directory, SpoolLimits limits, SpoolLock lock, SpoolLock keeper, Clock clock)
      throws IOException {
    this.directory = directory;
    this.limits = limits;
    this.lock = lock;
    this.keeper = keeper;
    reserve = new Reserve(directory.resolve("reserve"), limits.reserveBytes());
    birth = Birth.in(directory, clock);
    last = new Order(birth.epoch(), 0);
    file = SpoolFile.open(directory.resolve("spool.log"));
    readAll();
    if (isKeeper()) {
      room = reserve.restore();
    }
  }

  /**
   * Opens to append, hand out and rewrite: the agent's daemon.
   *
   * @throws IOException also when another process keeps this spool already
   */
  public static DiskSpool keep(Path directory, SpoolLimits limits, Clock clock) throws IOException {
    SpoolLock keeper = SpoolLock.on(PrivateFiles.directory(directory).resolve("keeper.lock"));
    if (!keeper.tryAcquire()) {
      keeper.close();
      throw new IOException("another agent is running on " + directory.getParent());
    }
    return open(directory, limits, keeper, clock);
  }

  /** Opens to append only: a command, beside a daemon or without one. */
  public static DiskSpool join(Path directory, SpoolLimits limits, Clock clock) throws IOException {
    PrivateFiles.directory(directory);
    return open(directory, limits, null, clock);
  }

  private static DiskSpool open(Path directory, SpoolLimits limits, SpoolLock keeper, Clock clock)
      throws IOException {
    SpoolLock lock = SpoolLock.on(directory.resolve("lock"));
    if (!lock.acquire(PATIENCE)) {
      lock.close();
      throw new IOException(
          "the lock of " + directory + " has been held for " + PATIENCE.toSeconds() + " s");
    }
    try {
      return new DiskSpool(directory, limits, lock, keeper, clock);
    } finally {
      lock.release();
    }
  }

  @Override
  public String install() {
    return birth.install();
  }

  @Override
  public synchronized void append(Draft draft) {
    held.add(draft);
    if (held.size() > HELD_AT_MOST) {
      held.poll();
      shed++;
    }
    underLock(this::writeHeld);
  }

  @Override
  public synchronized List<Entry> take(int max) {
    List<Entry> entries = new ArrayList<>();
    for (Slot slot : backlog.take(max)) {
      try {
        entries.add(slot.held() == null ? file.read(slot) : slot.held());
      } catch (IOException e) {
        shed++;
        backlog.done(slot.order());
        LOG.atError().addKeyValue("order", slot.order()).setCause(e).log("spooled record lost");
      }
    }
    return entries;
  }

  @Override
  public synchronized void done(Order order) {
    backlog.done(order);
  }

  @Override
  public synchronized void again(Order order) {
    backlog.again(order);
  }

  @Override
  public synchronized void setAside(Entry entry, String reason) {
    setAside++;
    backlog.done(entry.order());
    if (setAside > SET_ASIDE_AT_MOST) {
      return;
    }
    try {
      Path aside = PrivateFiles.directory(directory.resolve("aside"));
      PrivateFiles.replace(aside.resolve(entry.order() + ".json"), entry.value());
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("order", entry.order()).setCause(e).log("record not set aside");
    }
  }

  @Override
  public synchronized void tend() {
    if (!isKeeper()) {
      if (!held.isEmpty()) {
        underLock(this::writeHeld);
      }
      return;
    }
    boolean more = behind() || !held.isEmpty();
    if (more || !doneBefore().equals(noted) || mostlyDone() || !room) {
      underLock(this::keep);
    }
  }

  @Override
  public synchronized Stats stats() {
    return new Stats(backlog.size() + held.size(), backlog.bytes(), shed, setAside);
  }

  @Override
  public synchronized void close() {
    tend();
    try {
      file.close();
      lock.close();
      if (isKeeper()) {
        keeper.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean behind() {
    try {
      return file.behind();
    } catch (IOException e) {
      // the work under the lock meets the same trouble and tells it
      return true;
    }
  }

  private boolean isKeeper() {
    return keeper != null;
  }

  private interface Work {
    void run() throws IOException;
  }

  private void underLock(Work work) {
    try {
      if (!lock.acquire(PATIENCE)) {
        LOG.atWarn().addKeyValue("held", held.size()).log("spool locked by another process");
        return;
      }
      try {
        readAll();
        work.run();
      } finally {
        lock.release();
      }
      ailing = false;
    } catch (IOException e) {
      if (ailing) {
        return;
      }
      ailing = true;
      LOG.atError().addKeyValue("held", held.size()).setCause(e).log("spool cannot be written");
    }
  }

  /** Learns what stands in the file that it does not know yet. */
  private void readAll() throws IOException {
    if (file.replaced()) {
      // only the keeper rewrites, so this is not the keeper and has no backlog of its own
      file.close();
      file = SpoolFile.open(directory.resolve("spool.log"));
      backlog.clear();
    }
    long torn = file.scan(this::learn);
    if (torn > 0) {
      LOG.atWarn().addKeyValue("bytes", torn).log("unfinished record cut off the spool");
    }
  }

  private void learn(Frame frame, long offset, int bytes) {
    if (frame instanceof Frame.Record record) {
      last = later(last, record.entry().order());
      index(Slot.inFile(record.entry(), offset, bytes));
    } else if (frame instanceof Frame.Note note) {
      last = later(last, note.last());
      backlog.doneBefore(note.doneBefore());
    }
  }

  private void index(Slot slot) {
    if (isKeeper()) {
      backlog.add(slot);
    }
  }

  private void writeHeld() {
    while (!held.isEmpty()) {
      write(held.peek().at(next()));
      held.poll();
    }
    if (backlog.bytes() > limits.maxBytes()) {
      int given = backlog.shed(Kind.END, limits.maxBytes() / 8);
      shed += given;
      LOG.atError().addKeyValue("records", given).log("spool over its limit, records given up");
    }
  }

  private Order next() {
    return new Order(last.epoch(), last.seq() + 1);
  }

  private void write(Entry entry) {
    last = entry.order();
    ByteBuffer frame = new Frame.Record(entry).encode();
    int bytes = frame.remaining();
    if (bytes > Frame.MAX_BODY) {
      shed++;
      LOG.atError().addKeyValue("key", entry.key()).addKeyValue("bytes", bytes).log("too large");
      return;
    }
    try {
      index(Slot.inFile(entry, file.append(frame), bytes));
      if (entry.kind().mustSurvivePowerCut()) {
        file.force();
      }
    } catch (IOException e) {
      writeWithoutRoom(entry, e);
    }
  }

  private void writeWithoutRoom(Entry entry, IOException why) {
    if (room) {
      room = false;
      LOG.atError().setCause(why).log("no room for the spool: states and lines stay in memory");
    }
    try {
      if (entry.kind() == Kind.END && reserve.release()) {
        ByteBuffer frame = new Frame.Record(entry).encode();
        int bytes = frame.remaining();
        index(Slot.inFile(entry, file.append(frame), bytes));
        file.force();
        return;
      }
    } catch (IOException e) {
      why.addSuppressed(e);
    }
    if (isKeeper()) {
      inMemory++;
      backlog.add(Slot.inMemory(entry));
    } else {
      shed++;
    }
  }

  /** The keeper's housekeeping, under the lock. */
  private void keep() throws IOException {
    writeHeld();
    if (!room && reserve.restore()) {
      room = true;
      LOG.atInfo().addKeyValue("inMemory", inMemory).log("the spool has room again");
    }
    if (mostlyDone() || (room && inMemory > 0)) {
      rewrite();
    } else if (!doneBefore().equals(noted)) {
      file.append(note().encode());
    }
    noted = doneBefore();
  }

  private boolean mostlyDone() {
    return file.size() - backlog.bytes() > Math.max(limits.slackBytes(), backlog.bytes());
  }

  private void rewrite() throws IOException {
    SpoolFile.Rewritten rewritten = file.rewrite(backlog.live(), note());
    file.close();
    file = rewritten.file();
    rewritten.slots().forEach(backlog::moved);
    inMemory = 0;
  }

  private Frame.Note note() {
    return new Frame.Note(doneBefore(), last);
  }

  private Order doneBefore() {
    Order first = backlog.first();
    return first == null ? next() : first;
  }

  private static Order later(Order one, Order other) {
    return one.after(other) ? one : other;
  }
}
