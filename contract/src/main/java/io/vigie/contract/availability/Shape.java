package io.vigie.contract.availability;

/**
 * How many instances of a service are meant to be up.
 *
 * @param flexMin fewest instances up, flex only
 * @param flexMax most instances up, flex only
 */
public record Shape(Topology topology, int flexMin, int flexMax) {
  public static final Shape FAILOVER = new Shape(Topology.FAILOVER, 1, 1);

  public Shape {
    if (flexMin < 0 || flexMax < flexMin) {
      throw new IllegalArgumentException(
          "flex_min must be 0 or more and flex_max not below it; got "
              + flexMin
              + " and "
              + flexMax);
    }
  }
}
