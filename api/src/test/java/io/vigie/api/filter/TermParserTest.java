package io.vigie.api.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          avail=up                ; avail    ; =  ; up               ; avail=up
          avail!=up               ; avail    ; != ; up               ; avail!=up
          service=~^db\\d+$       ; service  ; =~ ; ^db\\d+$         ; service=~^db\\d+$
          service!~a|b            ; service  ; !~ ; a|b              ; service!~a|b
          since>2h                ; since    ; >  ; 2h               ; since>2h
          since>=2h               ; since    ; >= ; 2h               ; since>=2h
          since<=2h               ; since    ; <= ; 2h               ; since<=2h
          pid<7                   ; pid      ; <  ; 7                ; pid<7
          avail="stdby up"        ; avail    ; =  ; stdby up         ; avail="stdby up"
            avail  =  up          ; avail    ; =  ; up               ; avail=up
          app=a=b                 ; app      ; =  ; a=b              ; app=a=b
          app="a\\"b\\\\c"        ; app      ; =  ; a"b\\c           ; app="a\\"b\\\\c"
          service=~"(web|db)"     ; service  ; =~ ; (web|db)         ; service=~"(web|db)"
          groups.fs=down          ; groups.fs; =  ; down             ; groups.fs=down
          app="empty"             ; app      ; =  ; empty            ; app="empty"
          app="~a"                ; app      ; =  ; ~a               ; app="~a"
          pid>"=7"                ; pid      ; >  ; =7               ; pid>"=7"
          app=~empty              ; app      ; =~ ; empty            ; app=~"empty"
          site=Évry               ; site     ; =  ; Évry             ; site=Évry
          """)
  void aTermIsFieldOperatorAndValue(
      String text, String field, String sign, String value, String again) {
    Term term = only(text);

    assertThat(term.field()).isEqualTo(field);
    assertThat(term.op().sign()).isEqualTo(sign);
    assertThat(term.value()).isEqualTo(value);
    assertThat(term.text()).isEqualTo(again);
    assertThat(only(term.text()).value()).isEqualTo(term.value());
  }

  @Test
  void theBareWordEmptyIsTheEmptyValue() {
    assertThat(only("app=empty").value()).isEmpty();
    assertThat(only("app=\"\"").text()).isEqualTo("app=empty");
  }

  @Property
  void whateverTheValueItsTextReadsBackTheSame(@ForAll @StringLength(max = 200) String value) {
    Term term = new Term("app", Operator.EQUAL, value, "", 0, 0);

    assertThat(only(term.text()).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          =up                    | 1  | begins with the name of a field
          1=up                   | 1  | begins with the name of a field
          avail                  | 6  | after avail comes one of = != =~ !~ > < >= <=
          avail~up               | 6  | after avail comes one of
          avail=                 | 7  | a value is missing; what is empty is found with avail=empty
          avail=stdby up         | 13 | a value with spaces, quotes or parentheses stands in double quotes
          begin>2010-01-01 09:51 | 18 | a second filter in a q of its own
          app=a(b)               | 6  | stands in double quotes
          app="a" b              | 9  | the filter ends before this
          app="a                 | 5  | this quote is never closed
          app="a\\"              | 5  | this quote is never closed
          """)
  void whatIsNoTermNamesTheCharacterAndTheRule(String text, int character, String rule) {
    assertThatThrownBy(() -> only(text))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith("filter " + text + ", character " + character + ": ")
        .hasMessageContaining(rule);
  }

  @Test
  void tooMuchIsRefused() {
    assertThatThrownBy(() -> only("app=" + "x".repeat(1_000)))
        .hasMessageContaining("at most 1000 characters");
    assertThatThrownBy(() -> TermParser.parse(Collections.nCopies(51, "app=a")))
        .hasMessage("a list takes at most 50 filters; got 51");
  }

  private static Term only(String text) {
    return TermParser.parse(List.of(text)).get(0);
  }
}
