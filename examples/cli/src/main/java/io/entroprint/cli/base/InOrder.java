package io.entroprint.cli.base;

import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.util.ArrayDeque;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Observes the streams of a capture and hands on what they give in the order in which they began,
 * though they end in another. What a stream gave waits until all that began earlier have ended; its
 * observer does not.
 *
 * @param <O> what observes a stream
 * @param <T> what a stream gives when it ends
 */
public final class InOrder<O extends StreamObserver, T> implements StreamObserver.Factory {
  private final ArrayDeque<Place> places = new ArrayDeque<>();
  private final Function<StreamStart, O> observers;
  private final BiFunction<StreamSummary, O, T> results;
  private final Consumer<T> next;

  /**
   * What to do with streams.
   *
   * @param observers makes the observer of a stream
   * @param results asks an observer for the result, once its stream has ended
   * @param next takes the results
   */
  public InOrder(
      Function<StreamStart, O> observers,
      BiFunction<StreamSummary, O, T> results,
      Consumer<T> next) {
    this.observers = observers;
    this.results = results;
    this.next = next;
  }

  @Override
  public StreamObserver open(StreamStart start) {
    Place place = new Place(observers.apply(start));
    places.add(place);
    return place;
  }

  private final class Place extends ForwardingObserver {
    private O observer;
    private T result;

    Place(O observer) {
      this.observer = observer;
    }

    @Override
    protected StreamObserver delegate() {
      return observer;
    }

    @Override
    public void ended(StreamSummary summary) {
      super.ended(summary);
      result = results.apply(summary, observer);
      observer = null;
      while (!places.isEmpty() && places.peek().result != null) {
        next.accept(places.remove().result);
      }
    }
  }
}
