package io.entroprint.cli.base;

import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Observes the streams of a capture and hands on what they give in the order in which they began,
 * though they end in another. What a stream gave waits until all that began earlier have ended; its
 * observer does not.
 *
 * <p>One stream that stays open could make all others wait. So what waits is bounded: where it
 * would be more, all that waits is handed on, in order, and a stream that is still open comes when
 * it ends, or with the next that are let go. The same packets and bound give the same order.
 *
 * @param <O> what observes a stream
 * @param <T> what a stream gives when it ends
 */
public final class InOrder<O extends StreamObserver, T> implements StreamObserver.Factory {
  private final ArrayDeque<Place> places = new ArrayDeque<>();
  private final Function<StreamStart, O> observers;
  private final Supplier<String> captures;
  private final Results<O, T> results;
  private final Consumer<T> next;
  private final Bound bound;
  private final ToLongFunction<T> weight;
  private long waiting;
  private boolean saidSo;

  /**
   * What may wait.
   *
   * @param most the weight of all results that wait; {@link Long#MAX_VALUE} for any
   * @param reached is run once, when it would be more for the first time
   */
  public record Bound(long most, Runnable reached) {
    /** None: for those who keep all results anyway. */
    public static final Bound NONE = new Bound(Long.MAX_VALUE, () -> {});
  }

  /** Asks the observer of a stream that has ended for its result. */
  public interface Results<O, T> {
    /**
     * The result.
     *
     * @param capture the name of the capture that the stream's first packet came from
     */
    T of(String capture, StreamSummary summary, O observer);
  }

  /**
   * What to do with streams.
   *
   * @param bound what may wait
   * @param weight what a result counts, at least 1
   * @param captures tells the name of the capture that is being read
   * @param observers makes the observer of a stream
   * @param next takes the results
   */
  public InOrder(
      Bound bound,
      ToLongFunction<T> weight,
      Supplier<String> captures,
      Function<StreamStart, O> observers,
      Results<O, T> results,
      Consumer<T> next) {
    this.bound = bound;
    this.weight = weight;
    this.captures = captures;
    this.observers = observers;
    this.results = results;
    this.next = next;
  }

  @Override
  public StreamObserver open(StreamStart start) {
    Place place = new Place(captures.get(), observers.apply(start));
    places.add(place);
    return place;
  }

  private void handOn() {
    while (!places.isEmpty() && places.peek().result != null) {
      handOn(places.remove());
    }
    if (waiting > bound.most()) {
      if (!saidSo) {
        saidSo = true;
        bound.reached().run();
      }
      // Those that wait outweigh those that are open, as the bound is that of open streams: to look
      // at all of them is no more work than to have put them here.
      for (int left = places.size(); left > 0; left--) {
        Place place = places.remove();
        if (place.result != null) {
          handOn(place);
        } else {
          places.add(place);
        }
      }
    }
  }

  private void handOn(Place place) {
    T result = place.result;
    place.result = null;
    waiting -= place.weight;
    next.accept(result);
  }

  private final class Place extends ForwardingObserver {
    private final String capture;
    private O observer;
    private T result;
    private long weight;

    Place(String capture, O observer) {
      this.capture = capture;
      this.observer = observer;
    }

    @Override
    protected StreamObserver delegate() {
      return observer;
    }

    @Override
    public void ended(StreamSummary summary) {
      super.ended(summary);
      result = results.of(capture, summary, observer);
      observer = null;
      weight = InOrder.this.weight.applyAsLong(result);
      waiting += weight;
      handOn();
    }
  }
}
