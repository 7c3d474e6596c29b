package io.vigie.filter;

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

class FilterParserTest {
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
    Term term = (Term) only(text);

    assertThat(term.field()).isEqualTo(field);
    assertThat(term.op().sign()).isEqualTo(sign);
    assertThat(term.value()).isEqualTo(value);
    assertThat(term.text()).isEqualTo(again);
    assertThat(((Term) only(term.text())).value()).isEqualTo(term.value());
  }

  @Test
  void theBareWordEmptyIsTheEmptyValue() {
    assertThat(((Term) only("app=empty")).value()).isEmpty();
    assertThat(only("app=\"\"").text()).isEqualTo("app=empty");
  }

  @Property
  void whateverTheValueItsTextReadsBackTheSame(@ForAll @StringLength(max = 200) String value) {
    Term term = new Term("app", Operator.EQUAL, value, "", 0, 0);

    assertThat(((Term) only(term.text())).value()).isEqualTo(value);
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
          avail=stdby up         | 15 | after up comes one of = != =~ !~ > < >= <=; a value with spaces stands in double quotes; got nothing more
          begin>2010-01-01 09:51 | 18 | a term begins with the name of a field, for example avail!=up; got 09:51
          app=a(b)               | 6  | a value with quotes or parentheses stands in double quotes; got (b)
          app="a"b               | 8  | after a value in quotes comes a space; got b
          app="a" b              | 10 | after b comes one of
          app=a or               | 9  | a term begins with the name of a field, for example avail!=up; got nothing more
          or app=a               | 1  | here a term begins, such as avail!=up; got or
          app=a and or app=b     | 11 | here a term begins, such as avail!=up; got or
          app=a OR app=b         | 7  | got OR, which is written or
          (app=a                 | 1  | this parenthesis is never closed
          app=a or (app=b app=c  | 10 | this parenthesis is never closed
          app=a)                 | 6  | this parenthesis was never opened
          ()                     | 2  | a term begins with the name of a field
          not                    | 4  | a term begins with the name of a field
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
    assertThatThrownBy(() -> FilterParser.parse(Collections.nCopies(17, "app=a app=b or app=c")))
        .hasMessageContaining("character 16: a list takes at most 50 terms");
    assertThatThrownBy(() -> only("(".repeat(11) + "not (".repeat(5) + "app=a" + ")".repeat(16)))
        .hasMessageContaining("character 36: not and parentheses go at most 20 deep");
    assertThat(only("(".repeat(20) + "app=a" + ")".repeat(20)).text()).isEqualTo("app=a");
    assertThat(only(String.join(" ", Collections.nCopies(50, "(not app=a)"))).text())
        .startsWith("not app=a not app=a");
  }

  @Test
  void ofALongFilterTheMessageRepeatsWhatIsAroundTheCharacter() {
    assertThatThrownBy(() -> only("app=a ".repeat(40) + "app~b"))
        .hasMessageContaining("app~b, character 244: after app comes one of");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          env=PRD avail!=up node=~^db since>2h ; env=PRD avail!=up node=~^db since>2h
          a=1 and b=2                       ; a=1 b=2
          a=1 or b=2 c=3                    ; a=1 or b=2 c=3
          a=1 or (b=2 and (c=3))            ; a=1 or b=2 c=3
          (a=1 or b=2) c=3                  ; (a=1 or b=2) c=3
          (a=1 or b=2)c=3                   ; (a=1 or b=2) c=3
          (a=1 or (b=2 or c=3))             ; a=1 or b=2 or c=3
          not a=1 b=2                       ; not a=1 b=2
          not(a=1 b=2)                      ; not (a=1 b=2)
          not not a=1                       ; not not a=1
          not (a=1) or b=2                  ; not a=1 or b=2
          a=and or b=not                    ; a=and or b=not
          order=1 andy=2 nothing=3          ; order=1 andy=2 nothing=3
          """)
  void notBindsBeforeAndThatBeforeOr(String text, String again) {
    assertThat(FilterParser.parse(List.of(text)).get(0).text()).isEqualTo(again);
    assertThat(FilterParser.parse(List.of(again)).get(0).text()).isEqualTo(again);
  }

  private static Filter only(String text) {
    return FilterParser.parse(List.of(text)).get(0);
  }
}
