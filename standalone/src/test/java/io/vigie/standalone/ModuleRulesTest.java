package io.vigie.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom: the table of ARCHITECTURE.md. */
@AnalyzeClasses(packages = "io.vigie", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {
  private static final String AGENT = "io.vigie.agent..";
  private static final String STREAMS = "io.vigie.streams..";
  private static final String INGEST = "io.vigie.ingest..";
  private static final String API = "io.vigie.api..";
  private static final String STORE = "io.vigie.store..";
  private static final String EMBEDDED = "io.vigie.embedded..";
  private static final String STANDALONE = "io.vigie.standalone..";
  private static final String FLEET = "io.vigie.fleet..";

  @ArchTest
  static final ArchRule theContractIsPure =
      noClasses()
          .that()
          .resideInAPackage("io.vigie.contract..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              AGENT,
              STREAMS,
              INGEST,
              API,
              STORE,
              EMBEDDED,
              STANDALONE,
              FLEET,
              "io.micronaut..",
              "java.sql..",
              "org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule theAgentKnowsTheContractOnly =
      noClasses()
          .that()
          .resideInAPackage(AGENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              STREAMS,
              INGEST,
              API,
              STORE,
              EMBEDDED,
              STANDALONE,
              FLEET,
              "io.micronaut..",
              "java.sql..");

  @ArchTest
  static final ArchRule streamsKnowNoSqlAndNoOtherPart =
      noClasses()
          .that()
          .resideInAPackage(STREAMS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              AGENT,
              INGEST,
              API,
              STORE,
              EMBEDDED,
              STANDALONE,
              FLEET,
              "io.micronaut..",
              "java.sql..");

  @ArchTest
  static final ArchRule ingestKnowsNoOtherRunnable =
      noClasses()
          .that()
          .resideInAPackage(INGEST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(AGENT, STREAMS, API, EMBEDDED, STANDALONE, FLEET);

  @ArchTest
  static final ArchRule theApiKnowsNoOtherRunnable =
      noClasses()
          .that()
          .resideInAPackage(API)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(AGENT, STREAMS, INGEST, EMBEDDED, STANDALONE, FLEET);
}
