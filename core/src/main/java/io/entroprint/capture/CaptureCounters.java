package io.entroprint.capture;

/**
 * How many packets a live capture saw and lost, as the operating system counts them. Where it does
 * not say, a number stays 0.
 *
 * @param received packets that passed the filter, also those dropped then; Linux counts each packet
 *     of its loopback interface twice
 * @param droppedByKernel packets for which the capture buffer had no room: the program was too slow
 * @param droppedByInterface packets that the network interface or its driver dropped
 */
public record CaptureCounters(long received, long droppedByKernel, long droppedByInterface) {

  /** All that was dropped. */
  public long dropped() {
    return droppedByKernel + droppedByInterface;
  }
}
