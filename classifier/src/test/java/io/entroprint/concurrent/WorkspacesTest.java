package io.entroprint.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkspacesTest {
  private int made;

  private final Workspaces<Integer> workspaces = new Workspaces<>(() -> made++);

  @Test
  void nobodyHasOneThatAnotherHas() {
    Integer one = workspaces.take();
    Integer two = workspaces.take();
    assertNotSame(one, two);
    workspaces.giveBack(one);
    assertSame(one, workspaces.take());
    assertEquals(2, made);
  }

  @Test
  void keepsEightAndMakesTheOthersAnew() {
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      taken.add(workspaces.take());
    }
    taken.forEach(workspaces::giveBack);
    Set<Integer> again = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      again.add(workspaces.take());
    }
    assertEquals(20, again.size());
    assertEquals(32, made);
  }
}
