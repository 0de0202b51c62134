package io.entroprint.evaluate;

/**
 * How good verdicts are on streams that go on, when so many bytes have been seen.
 *
 * @param bytes of both directions together
 * @param forced every stream answered; only streams that are longer are asked about
 * @param chosen when {@code unknown} may be said
 */
public record BytesSeen(int bytes, Scores forced, Scores chosen) {}
