package io.entroprint.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.library.LabelDefinition.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelDefinitionTest {
  private static LabelDefinition of(String label) {
    return LabelDefinition.of(new Label(label)).orElseThrow();
  }

  @Test
  void saysWhatALabelIsAndWhatOthersCallIt() {
    assertEquals(Optional.of("ssl"), of("tls").name(Tool.ZEEK));
    assertEquals(Optional.of("tls"), of("tls").name(Tool.SURICATA));
    assertEquals(Optional.of("RESP"), of("redis").name(Tool.NDPI));
    assertEquals(Optional.of("wg"), of("wireguard").name(Tool.WIRESHARK));
    assertEquals(Optional.empty(), of("fully-encrypted").name(Tool.ZEEK));
    assertEquals(List.of(new Label("ssh-1")), of("ssh-2").relatives());
    assertTrue(of("dns-tcp").text().contains("TCP"));
    assertEquals(Optional.empty(), LabelDefinition.of(new Label("no-such-label")));
  }

  /** A name is read as one label, whoever else is called so. */
  @Test
  void namesAreReadAsOneLabel() {
    for (Tool tool : Tool.values()) {
      Set<String> read = new HashSet<>();
      for (LabelDefinition definition : LabelDefinition.all()) {
        for (String name : definition.meantBy(tool)) {
          assertTrue(read.add(name), tool + " has two labels called " + name);
        }
      }
    }
    assertEquals(Optional.of("ssh"), of("ssh-1").name(Tool.ZEEK));
    assertEquals(List.of(), of("ssh-1").meantBy(Tool.ZEEK));
  }

  @Test
  void everyDefinitionIsASentenceAndItsRelativesAreDefined() {
    List<String> names = new ArrayList<>();
    for (LabelDefinition definition : LabelDefinition.all()) {
      names.add(definition.label().name());
      assertTrue(definition.text().matches("[A-Za-z].*[.]"), definition.text());
      assertFalse(definition.text().contains("|"), "breaks the table: " + definition.text());
      for (Label relative : definition.relatives()) {
        assertTrue(LabelDefinition.of(relative).isPresent(), relative + " is not defined");
      }
    }
    assertEquals(names.stream().sorted().toList(), names);
  }
}
