package io.vigie.standalone.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** CPU time spent by each part since a start, by the names of threads; MariaDB by its process. */
final class CpuByPart {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Kernel clock ticks a second, as /proc/PID/stat counts them on Linux. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private final long mariadbPid;
  private final Map<Long, Long> threadsAtStart = new HashMap<>();
  private final long processAtStart;
  private final long mariadbAtStart;

  CpuByPart(long mariadbPid) {
    this.mariadbPid = mariadbPid;
    for (long id : THREADS.getAllThreadIds()) {
      threadsAtStart.put(id, Math.max(0, THREADS.getThreadCpuTime(id)));
    }
    processAtStart = PROCESS.getProcessCpuTime();
    mariadbAtStart = processNanos(mariadbPid);
  }

  /**
   * Nanoseconds by part; {@code jvm} is what no living thread accounts for: collector, compiler.
   */
  Map<String, Long> nanos() {
    Map<String, Long> parts = new TreeMap<>();
    long named = 0;
    for (long id : THREADS.getAllThreadIds()) {
      ThreadInfo info = THREADS.getThreadInfo(id);
      long cpu = THREADS.getThreadCpuTime(id) - threadsAtStart.getOrDefault(id, 0L);
      if (info != null && cpu > 0) {
        parts.merge(part(info.getThreadName()), cpu, Long::sum);
        named += cpu;
      }
    }
    parts.put("jvm", Math.max(0, PROCESS.getProcessCpuTime() - processAtStart - named));
    parts.put("mariadb", processNanos(mariadbPid) - mariadbAtStart);
    return parts;
  }

  private static String part(String thread) {
    if (thread.contains("bench")) {
      return "load";
    }
    if (thread.contains("StreamThread") || thread.contains("vigie-streams")) {
      return "streams";
    }
    if (thread.contains("recorder") || thread.contains("pulse") || thread.contains("ingest")) {
      return "ingest";
    }
    if (thread.contains("events") || thread.contains("nioEventLoop") || thread.contains("api")) {
      return "api";
    }
    return "broker";
  }

  /** CPU time of a process since it began, to a hundredth of a second; 0 when it is gone. */
  static long processNanos(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
    } catch (IOException e) {
      return 0;
    }
  }
}
