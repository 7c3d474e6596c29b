package io.vigie.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom: the table of ARCHITECTURE.md. */
class ModuleRulesTest {
  private static final String CONTRACT = "io.vigie.contract..";
  private static final String FILTER = "io.vigie.filter..";
  private static final String SILENCE = "io.vigie.silence..";
  private static final String AGENT = "io.vigie.agent..";
  private static final String STREAMS = "io.vigie.streams..";
  private static final String INGEST = "io.vigie.ingest..";
  private static final String API = "io.vigie.api..";
  private static final String NOTIFY = "io.vigie.notify..";
  private static final String STORE = "io.vigie.store..";
  private static final String SQL = "java.sql..";
  private static final String MICRONAUT = "io.micronaut..";

  /** Those that know everybody, and that nobody knows. */
  private static final String[] ALL_KNOWING = {
    "io.vigie.embedded..", "io.vigie.standalone..", "io.vigie.fleet.."
  };

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.vigie");

  @Test
  void theContractIsPure() {
    knowsNone(
        CONTRACT,
        AGENT,
        STREAMS,
        INGEST,
        API,
        NOTIFY,
        STORE,
        MICRONAUT,
        SQL,
        "org.apache.kafka.streams..");
  }

  @Test
  void theFilterGrammarKnowsNobody() {
    knowsNone(
        FILTER,
        SILENCE,
        CONTRACT,
        AGENT,
        STREAMS,
        INGEST,
        API,
        NOTIFY,
        STORE,
        MICRONAUT,
        SQL,
        "org.apache.kafka..");
  }

  @Test
  void aSilenceKnowsTheContractAndTheGrammar() {
    knowsNone(
        SILENCE, AGENT, STREAMS, INGEST, API, NOTIFY, STORE, MICRONAUT, SQL, "org.apache.kafka..");
  }

  @Test
  void theAgentKnowsTheContractOnly() {
    knowsNone(AGENT, FILTER, SILENCE, STREAMS, INGEST, API, NOTIFY, STORE, MICRONAUT, SQL);
  }

  @Test
  void streamsKnowNoSqlAndNoOtherPart() {
    knowsNone(STREAMS, AGENT, INGEST, API, NOTIFY, STORE, MICRONAUT, SQL);
  }

  @Test
  void ingestKnowsNoOtherRunnable() {
    knowsNone(INGEST, AGENT, STREAMS, API, NOTIFY);
  }

  @Test
  void theApiKnowsNoOtherRunnable() {
    knowsNone(API, AGENT, STREAMS, INGEST, NOTIFY);
  }

  @Test
  void notifyKnowsTheContractAndItsWords() {
    knowsNone(NOTIFY, AGENT, FILTER, SILENCE, STREAMS, INGEST, API, STORE, MICRONAUT, SQL);
  }

  private static void knowsNone(String who, String... others) {
    String[] forbidden =
        Stream.concat(Arrays.stream(others), Arrays.stream(ALL_KNOWING)).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(who)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .check(OURS);
  }
}
