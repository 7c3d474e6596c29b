package io.vigie.api.list;

/** A row of a list, the same whether it was read from a table or made of a live event. */
public interface Row {
  /** Names the row for ever. */
  String id();

  /** Version of the row: of two with the same id the one with the greater {@code n} is newer. */
  long n();

  /** What it is about: decides who may see it. */
  Scope scope();

  /** The same without what this person does not see of it; of the same kind. */
  default Row shownTo(Sight sight) {
    return this;
  }
}
