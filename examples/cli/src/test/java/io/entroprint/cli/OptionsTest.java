package io.entroprint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static Options options() {
    return new Options()
        .flag("--json", "")
        .value("--output", "-o", "DIR", "")
        .operands("FILE...", 1, 2, "");
  }

  @Test
  void readsOptionsInAnyFormAndPlace() throws UsageException {
    Arguments a = options().parse(List.of("one", "--json", "-o", "x", "two"));
    assertTrue(a.has("--json"));
    assertEquals("x", a.required("--output"));
    assertEquals(List.of("one", "two"), a.operands());
    assertEquals("a=b", options().parse(List.of("--output=a=b", "f")).required("--output"));
  }

  @Test
  void takesEverythingBehindTheDoubleDashForOperands() throws UsageException {
    Arguments a = options().parse(List.of("--", "--json", "-"));
    assertFalse(a.has("--json"));
    assertEquals(List.of("--json", "-"), a.operands());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--jsn f       | unknown option --jsn",
        "--json=1 f    | --json takes no value",
        "f --output    | --output needs a value: DIR",
        "--json        | missing operand: FILE...",
        "f g h         | unexpected operand h"
      })
  void saysWhatIsWrong(String words, String message) {
    List<String> arguments = List.of(words.split(" "));
    UsageException e = assertThrows(UsageException.class, () -> options().parse(arguments));
    assertEquals(message, e.getMessage());
  }

  @Test
  void asksForHelpEvenWithoutOperands() throws UsageException {
    assertTrue(options().parse(List.of("-h")).has("--help"));
  }
}
