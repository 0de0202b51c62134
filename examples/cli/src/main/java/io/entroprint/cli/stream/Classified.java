package io.entroprint.cli.stream;

import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamSummary;
import java.util.OptionalInt;

/** A stream that has ended, with what is said of it. */
public record Classified(StreamSummary summary, Verdict verdict, OptionalInt decidedAt) {}
