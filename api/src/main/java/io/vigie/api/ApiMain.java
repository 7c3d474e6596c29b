package io.vigie.api;

import io.vigie.contract.setting.Environment;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The api as a process of its own, set up by its environment: {@link ApiSettings#from}. */
public final class ApiMain {
  private ApiMain() {}

  public static void main(String[] args) throws InterruptedException {
    // the api itself says once when the broker goes and comes; its client says it every second
    quiet("org.slf4j.simpleLogger.log.org.apache.kafka", "error");
    quiet("org.slf4j.simpleLogger.log.org.flywaydb", "warn");
    ApiSettings settings;
    try {
      settings = ApiSettings.from(Environment.ofProcess());
    } catch (IllegalArgumentException e) {
      System.err.println("api: " + e.getMessage());
      System.exit(2);
      return;
    }
    Logger log = LoggerFactory.getLogger(ApiMain.class);
    Api api = Api.start(settings);
    log.atInfo().addKeyValue("url", api.uri()).addKeyValue("settings", settings).log("api started");
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  api.close();
                  log.atInfo().log("api stopped");
                  ended.countDown();
                },
                "api-stop"));
    ended.await();
  }

  private static void quiet(String logger, String level) {
    if (System.getProperty(logger) == null) {
      System.setProperty(logger, level);
    }
  }
}
