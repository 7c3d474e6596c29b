package io.vigie.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages as they stand in the jar, after Maven put the versions in. */
class ImportMapTest {
  private static final Pattern WEBJAR = Pattern.compile("\"(/webjars/[^\"]+)\"");
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");

  @Test
  void everyFileOfTheImportMapIsInAWebjar() throws IOException {
    List<String> files =
        found(WEBJAR, page("index.html")).stream().filter(path -> !path.endsWith("/")).toList();

    assertThat(files)
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(path -> assertThat(resource("META-INF/resources" + path)).isTrue());
  }

  @Test
  void everyFileThePagesNameIsServed() throws IOException {
    for (String page : List.of("index.html", "login.html")) {
      assertThat(found(ASSET, page(page)))
          .isNotEmpty()
          .allSatisfy(path -> assertThat(resource("public" + path)).as(path).isTrue());
    }
  }

  @Test
  void theSignInPageNeedsNothingThatNeedsASession() throws IOException {
    assertThat(found(ASSET, page("login.html")))
        .allSatisfy(path -> assertThat(path).startsWith("/assets/public/"));
  }

  @Test
  void noScriptOrStyleIsInlineButTheImportMap() throws IOException {
    for (String page : List.of("index.html", "login.html")) {
      assertThat(page(page).replaceFirst("(?s)<script type=\"importmap\">.*?</script>", ""))
          .doesNotContain("<style", " style=", "${")
          .doesNotContainPattern("<script(?![^>]* src=)")
          .doesNotContainPattern(" on[a-z]+=");
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static boolean resource(String path) {
    return ImportMapTest.class.getClassLoader().getResource(path) != null;
  }

  private static String page(String name) throws IOException {
    try (InputStream in =
        ImportMapTest.class.getClassLoader().getResourceAsStream("public/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
