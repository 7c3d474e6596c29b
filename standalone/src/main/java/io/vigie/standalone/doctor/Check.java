package io.vigie.standalone.doctor;

import java.util.List;

/**
 * Something to look at.
 *
 * @param look may take its time and may fail: both are told
 */
record Check(String name, Look look) {
  /** Looks. */
  interface Look {
    List<Finding> look() throws Exception;
  }
}
