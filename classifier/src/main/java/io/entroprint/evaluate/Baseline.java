package io.entroprint.evaluate;

/**
 * How well something simpler tells the same streams, from the same other capture families.
 *
 * @param name what it goes by
 * @param scores how often it is right; where it has nothing to go by it says {@code unknown}
 */
public record Baseline(String name, Scores scores) {}
