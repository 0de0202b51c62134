package io.entroprint.cli.stream;

import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamSummary;
import java.util.OptionalInt;

/**
 * A stream that has ended, with what is said of it.
 *
 * @param capture where its first packet came from; empty for a network interface
 */
public record Classified(
    String capture, StreamSummary summary, Verdict verdict, OptionalInt decidedAt) {}
