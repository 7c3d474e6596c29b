package io.vigie.streams.metric;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/**
 * Memory and processor time of streams that are a process of their own, named as the other parts'
 * are.
 */
public final class OwnProcess {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private OwnProcess() {}

  /** Prometheus text. */
  public static String prometheus() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return """
        # TYPE jvm_memory_used_bytes gauge
        jvm_memory_used_bytes{area="heap",id="all"} %d
        # TYPE jvm_memory_max_bytes gauge
        jvm_memory_max_bytes{area="heap",id="all"} %d
        # TYPE process_cpu_time_ns_total counter
        process_cpu_time_ns_total %d
        """
        .formatted(heap.getUsed(), heap.getMax(), SYSTEM.getProcessCpuTime());
  }
}
