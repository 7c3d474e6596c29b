package io.vigie.api.list;

import io.vigie.api.Lab;

/**
 * The console over the fleet at its full size, 10,000 nodes, 50,000 instances, 1,000,000 actions,
 * for a browser to be measured. Run by hand; how long lists take is {@code vigie bench lists}.
 */
final class SizeBench {
  private SizeBench() {}

  public static void main(String[] args) throws InterruptedException {
    long from = System.nanoTime();
    Landscape.make(10_000, 1_000_000);
    System.out.println("made in " + (System.nanoTime() - from) / 1_000_000_000 + " s");
    System.out.println(Lab.get().api().uri() + " admin \"" + Lab.PASSWORD + '"');
    Thread.sleep(Long.MAX_VALUE);
  }
}
