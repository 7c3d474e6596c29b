package io.vigie.agent.action;

import io.vigie.contract.id.ResourceGroup;
import java.util.List;
import java.util.Optional;

/**
 * A word of earlier agents for a part of an action.
 *
 * @param group the only one it touches
 */
public record Spelling(String word, Verb verb, ResourceGroup group) {
  public static final List<Spelling> ALL =
      List.of(
          new Spelling("startip", Verb.START, ResourceGroup.IP),
          new Spelling("stopip", Verb.STOP, ResourceGroup.IP),
          new Spelling("startdisk", Verb.START, ResourceGroup.DISK),
          new Spelling("stopdisk", Verb.STOP, ResourceGroup.DISK),
          new Spelling("startvg", Verb.START, ResourceGroup.DISK),
          new Spelling("stopvg", Verb.STOP, ResourceGroup.DISK),
          new Spelling("startloop", Verb.START, ResourceGroup.DISK),
          new Spelling("stoploop", Verb.STOP, ResourceGroup.DISK),
          new Spelling("startfs", Verb.START, ResourceGroup.FS),
          new Spelling("stopfs", Verb.STOP, ResourceGroup.FS),
          new Spelling("mount", Verb.START, ResourceGroup.FS),
          new Spelling("umount", Verb.STOP, ResourceGroup.FS),
          new Spelling("startshare", Verb.START, ResourceGroup.SHARE),
          new Spelling("stopshare", Verb.STOP, ResourceGroup.SHARE),
          new Spelling("startcontainer", Verb.START, ResourceGroup.CONTAINER),
          new Spelling("stopcontainer", Verb.STOP, ResourceGroup.CONTAINER),
          new Spelling("startapp", Verb.START, ResourceGroup.APP),
          new Spelling("stopapp", Verb.STOP, ResourceGroup.APP));

  public static Optional<Spelling> of(String word) {
    return ALL.stream().filter(each -> each.word.equals(word)).findFirst();
  }
}
