package io.entroprint.capture;

import io.entroprint.stream.StreamStart.Beginning;
import io.entroprint.stream.StreamStart.Orientation;
import io.entroprint.stream.StreamSummary.EndReason;

/** What a {@link FlowTable} does with TCP segments. */
final class TcpFlows {
  private final FlowStore store;
  private final Tally tally;

  TcpFlows(FlowStore store, Tally tally) {
    this.store = store;
    this.tally = tally;
  }

  /** Takes a segment. */
  void accept(Cursor c, long now) {
    tally.tcpPackets++;
    boolean fromLower = FlowMap.sourceIsLower(c);
    boolean reset = (c.flags & TcpReassembler.RST) != 0;
    boolean syn = !reset && (c.flags & TcpReassembler.SYN) != 0;
    Flow flow = store.find(c, fromLower);
    if (flow != null && (syn || flow.hasEnded()) && isOver(flow, c, fromLower, syn, now)) {
      store.remove(flow, EndReason.REPLACED);
      flow = null;
    }
    boolean begins = syn || c.length() + c.missing() > 0;
    if (flow == null) {
      if (reset || (!begins && store.isFullOfOpenStreams())) {
        tally.outsideStreams++;
        return;
      }
      flow = store.add(c, fromLower, now);
    }
    if (flow.hasEnded()) {
      tally.lateSegments++;
      return;
    }
    flow.count(c, fromLower, now, tally.packets);
    if (!flow.hasBegun()) {
      if (syn) {
        boolean answers = (c.flags & TcpReassembler.ACK) != 0;
        flow.setClient(fromLower != answers);
        store.begin(flow, Beginning.SEEN, Orientation.KNOWN, now);
        segment(flow, c, fromLower, now);
        store.releaseHeld(flow);
        return;
      }
      if ((!begins && flow.held == null) || store.hold(flow, c, fromLower, now)) {
        store.touched(flow);
        return;
      }
      if (flow.hasEnded()) {
        // What was held already had its end.
        tally.lateSegments++;
        return;
      }
    }
    segment(flow, c, fromLower, now);
  }

  private void segment(Flow flow, Cursor c, boolean fromLower, long now) {
    flow.reassembler()
        .segment(
            flow.direction(fromLower),
            c.sequence,
            c.acknowledgement,
            c.flags & ((c.flags & TcpReassembler.RST) != 0 ? ~TcpReassembler.SYN : ~0),
            c.array,
            c.at,
            c.length(),
            c.missing(),
            now);
    store.afterSegment(flow);
  }

  /** Whether a segment cannot belong to what is known of its five-tuple. */
  private static boolean isOver(Flow flow, Cursor c, boolean fromLower, boolean syn, long now) {
    if (flow.hasEnded() && flow.list.isIdle(flow, now)) {
      return true;
    }
    if (!syn) {
      return false;
    }
    if (!flow.hasBegun()) {
      return flow.held == null || !flow.held.isOpenedBy(c, fromLower, now);
    }
    return flow.reassembler()
        .isOfAnother(flow.direction(fromLower), c.sequence, c.acknowledgement, c.flags);
  }
}
