package io.entroprint.label;

import io.entroprint.library.Attributes;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.MeteredStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds the streams that labels mean. Immutable after construction and thread-safe.
 *
 * <p>A label of a single stream means the one of its five-tuple, in either order, that began
 * nearest to the labelled start, within two seconds; without a start, the only one of its
 * five-tuple in its capture. A rule means all that its filter passes.
 */
final class LabelMatcher {
  private static final long MATCH_NANOS = 2_000_000_000L;

  /** Where the label of a single stream may be found. */
  private record Spot(Optional<String> capture, FlowKey lower) implements Comparable<Spot> {
    @Override
    public int compareTo(Spot other) {
      int order = lower.compareTo(other.lower);
      return order != 0 ? order : capture.orElse("").compareTo(other.capture.orElse(""));
    }
  }

  /**
   * What was found in a capture.
   *
   * @param truths the labelled streams, in the order in which they began
   * @param contested a line for each stream with several labels
   * @param ambiguous a line for each label that may mean several streams
   * @param unlabelled how many streams nothing was said of
   * @param flows which labels of single streams were matched
   * @param rules which rules were matched
   */
  record Match(
      Map<MeteredStream, FlowLabel> truths,
      List<String> contested,
      List<String> ambiguous,
      int unlabelled,
      BitSet flows,
      BitSet rules) {}

  private final LabelSource source;
  private final Map<Spot, List<Integer>> flowsBySpot = new HashMap<>();
  private final Map<Optional<String>, List<Integer>> rulesByCapture = new HashMap<>();

  LabelMatcher(LabelSource source) {
    this.source = source;
    for (int i = 0; i < source.flows().size(); i++) {
      FlowLabel flow = source.flows().get(i);
      flowsBySpot
          .computeIfAbsent(new Spot(flow.capture(), lower(flow.key())), spot -> new ArrayList<>(1))
          .add(i);
    }
    for (int i = 0; i < source.rules().size(); i++) {
      rulesByCapture
          .computeIfAbsent(source.rules().get(i).capture(), capture -> new ArrayList<>())
          .add(i);
    }
  }

  /** The same for both orders of the endpoints. */
  private static FlowKey lower(FlowKey key) {
    int order = key.client().compareTo(key.server());
    boolean lower = order < 0 || (order == 0 && key.clientPort() <= key.serverPort());
    return lower ? key : key.reversed();
  }

  /**
   * The captures to read with the first place that asks for each: those that are named, in this
   * order, and if something may be in any capture, all others.
   *
   * @param problems is told if the directory can't be searched
   */
  Map<String, String> captures(Path directory, List<String> problems) {
    Map<String, String> captures = new LinkedHashMap<>();
    List<String> anywhere = new ArrayList<>();
    for (FlowLabel flow : source.flows()) {
      ask(flow.capture(), flow.place(), captures, anywhere);
    }
    for (LabelRule rule : source.rules()) {
      ask(rule.capture(), rule.place(), captures, anywhere);
    }
    if (!anywhere.isEmpty()) {
      try {
        CapturesBelow.of(directory).forEach(found -> captures.putIfAbsent(found, anywhere.get(0)));
      } catch (IOException e) {
        problems.add(e.getMessage());
      }
    }
    return captures;
  }

  private static void ask(
      Optional<String> capture, String place, Map<String, String> captures, List<String> anywhere) {
    if (capture.isPresent()) {
      captures.putIfAbsent(capture.get(), place);
    } else {
      anywhere.add(place);
    }
  }

  /** For a capture that does not exist: what names it need not be reported once more. */
  Match excused(String capture) {
    BitSet flows = new BitSet();
    for (int i = 0; i < source.flows().size(); i++) {
      flows.set(i, source.flows().get(i).capture().equals(Optional.of(capture)));
    }
    BitSet rules = new BitSet();
    rulesByCapture.getOrDefault(Optional.of(capture), List.of()).forEach(rules::set);
    return new Match(Map.of(), List.of(), List.of(), 0, flows, rules);
  }

  /** Labels the streams of a capture, which are in the order in which they began. */
  Match match(String capture, List<MeteredStream> streams) {
    Map<MeteredStream, List<FlowLabel>> claims = new LinkedHashMap<>();
    BitSet flows = new BitSet();
    List<String> ambiguous = new ArrayList<>();
    matchFlows(capture, streams, flows, claims, ambiguous);
    BitSet rules = new BitSet();
    matchRules(capture, streams, rules, claims);

    Map<MeteredStream, FlowLabel> truths = new LinkedHashMap<>();
    List<String> contested = new ArrayList<>();
    for (MeteredStream stream : streams) {
      List<FlowLabel> ofStream = claims.getOrDefault(stream, List.of());
      Optional<FlowLabel> other =
          ofStream.stream().filter(f -> !f.label().equals(ofStream.get(0).label())).findFirst();
      if (other.isPresent()) {
        contested.add(contested(capture, ofStream.get(0), other.get()));
      } else if (!ofStream.isEmpty()) {
        truths.put(stream, ofStream.get(0).in(capture, stream.start().startNanos()));
      }
    }
    int unlabelled = streams.size() - claims.size();
    return new Match(truths, contested, ambiguous, unlabelled, flows, rules);
  }

  private static String contested(String capture, FlowLabel one, FlowLabel other) {
    return "%s: %s is %s by %s and %s by %s; it is left out"
        .formatted(capture, one.key(), name(one), one.place(), name(other), other.place());
  }

  private static String name(FlowLabel flow) {
    return flow.label().map(label -> label.name()).orElse("no protocol");
  }

  private void matchFlows(
      String capture,
      List<MeteredStream> streams,
      BitSet matched,
      Map<MeteredStream, List<FlowLabel>> claims,
      List<String> ambiguous) {
    Map<FlowKey, List<MeteredStream>> byKey = new LinkedHashMap<>();
    for (MeteredStream stream : streams) {
      byKey.computeIfAbsent(lower(stream.start().key()), key -> new ArrayList<>(1)).add(stream);
    }
    Set<Integer> candidates = new LinkedHashSet<>();
    for (FlowKey key : byKey.keySet()) {
      candidates.addAll(flowsBySpot.getOrDefault(new Spot(Optional.of(capture), key), List.of()));
      candidates.addAll(flowsBySpot.getOrDefault(new Spot(Optional.empty(), key), List.of()));
    }
    candidates.stream()
        .sorted()
        .forEach(
            i -> {
              FlowLabel flow = source.flows().get(i);
              List<MeteredStream> alike = byKey.get(lower(flow.key()));
              if (flow.startNanos().isEmpty() && alike.size() > 1) {
                matched.set(i);
                ambiguous.add(
                    flow.place()
                        + ": "
                        + alike.size()
                        + " streams of "
                        + capture
                        + " are "
                        + flow.key()
                        + "; a start has to say which is meant");
                return;
              }
              MeteredStream stream = nearest(alike, flow.startNanos());
              if (stream != null) {
                matched.set(i);
                claims.computeIfAbsent(stream, s -> new ArrayList<>(1)).add(flow);
              }
            });
  }

  private static MeteredStream nearest(List<MeteredStream> streams, OptionalLong startNanos) {
    if (startNanos.isEmpty()) {
      return streams.get(0);
    }
    MeteredStream best = null;
    long bestApart = MATCH_NANOS;
    for (MeteredStream stream : streams) {
      long apart = Math.abs(stream.start().startNanos() - startNanos.getAsLong());
      if (apart < bestApart || (apart == bestApart && best == null)) {
        best = stream;
        bestApart = apart;
      }
    }
    return best;
  }

  private void matchRules(
      String capture,
      List<MeteredStream> streams,
      BitSet matched,
      Map<MeteredStream, List<FlowLabel>> claims) {
    List<Integer> candidates =
        new ArrayList<>(rulesByCapture.getOrDefault(Optional.of(capture), List.of()));
    candidates.addAll(rulesByCapture.getOrDefault(Optional.empty(), List.of()));
    for (int i : candidates) {
      LabelRule rule = source.rules().get(i);
      for (MeteredStream stream : streams) {
        FlowKey key = stream.start().key();
        if (rule.filter().test(key)) {
          matched.set(i);
          claims
              .computeIfAbsent(stream, s -> new ArrayList<>(1))
              .add(
                  new FlowLabel(
                      Optional.of(capture),
                      key,
                      OptionalLong.of(stream.start().startNanos()),
                      Optional.of(rule.label()),
                      Attributes.NONE,
                      rule.family(),
                      "",
                      rule.place()));
        }
      }
    }
  }
}
