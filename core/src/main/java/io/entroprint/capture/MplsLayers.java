package io.entroprint.capture;

import static io.entroprint.capture.Layer.CISCO_HDLC;
import static io.entroprint.capture.Layer.ETHERNET;
import static io.entroprint.capture.Layer.IP;
import static io.entroprint.capture.Layer.IPV4;
import static io.entroprint.capture.Layer.IPV6;
import static io.entroprint.capture.Layer.MALFORMED;
import static io.entroprint.capture.Layer.MPLS;
import static io.entroprint.capture.Layer.PPP;

/** MPLS labels, and what lies under the last of them: IP, or the frames of a pseudowire. */
final class MplsLayers {
  private static final int ENTROPY_LABEL_INDICATOR = 7;
  private static final int CONTROL_WORD = 4;

  private MplsLayers() {}

  /** Steps over all labels of a stack. */
  static int labels(Cursor c) {
    boolean last = false;
    boolean entropy = false;
    while (!last) {
      if (!c.has(4)) {
        return c.lacks(4);
      }
      int label = c.i32(0) >>> 12;
      // The labels below 16 are reserved; behind the entropy label indicator is one for balancing.
      if (label > 15 && !entropy) {
        c.encapsulation.addOneWay(EncapsulationTrail.Kind.MPLS, label);
      }
      entropy = label == ENTROPY_LABEL_INDICATOR;
      last = (c.u8(2) & 1) == 1;
      c.at += 4;
    }
    if (!c.has(1)) {
      return MALFORMED;
    }
    return below(c);
  }

  /**
   * Nothing in a label says what lies under the last one, and a pseudowire may have a control word
   * or none: the first four bits have to tell, but a frame's address may begin with any. Where both
   * are possible, the one that holds IP of right lengths is meant.
   */
  private static int below(Cursor c) {
    return switch (c.u8(0) >> 4) {
      case 4 -> {
        boolean ip = PlausibleHeader.isIpv4(c, 0);
        boolean certain = ip && PlausibleHeader.hasRightSum(c, 0);
        yield !certain && PlausibleHeader.isEthernet(c, 0) ? ETHERNET : IPV4;
      }
      case 6 -> {
        boolean whole = PlausibleHeader.isIpv6(c, 0) && PlausibleHeader.isWholeIp(c, 0);
        yield !whole && PlausibleHeader.isEthernet(c, 0) ? ETHERNET : IPV6;
      }
      case 0 -> zero(c);
      case 1 ->
          PlausibleHeader.isEthernet(c, 0)
              ? ETHERNET
              : Layer.undecoded(Undecoded.Kind.NO_DATA, MPLS);
      default -> withoutControlWord(c);
    };
  }

  /** Four zero bits: the control word, or an address that begins with 0. */
  private static int zero(Cursor c) {
    if (PlausibleHeader.isEthernet(c, 0) && !PlausibleHeader.isEthernet(c, CONTROL_WORD)) {
      return ETHERNET;
    }
    if (!PlausibleHeader.isEthernet(c, CONTROL_WORD)) {
      if (PlausibleHeader.isIp(c, CONTROL_WORD)) {
        return c.then(CONTROL_WORD, IP);
      }
      if (PlausibleHeader.isPppWithIp(c, CONTROL_WORD)) {
        return c.then(CONTROL_WORD, PPP);
      }
      if (PlausibleHeader.isHdlcWithIp(c, CONTROL_WORD)) {
        return c.then(CONTROL_WORD, CISCO_HDLC);
      }
      if (PlausibleHeader.isPppWithIp(c, 0) || PlausibleHeader.isHdlcWithIp(c, 0)) {
        return withoutControlWord(c);
      }
    }
    return c.then(CONTROL_WORD, ETHERNET);
  }

  private static int withoutControlWord(Cursor c) {
    if (!PlausibleHeader.isEthernet(c, 0)) {
      if (PlausibleHeader.isPppWithIp(c, 0)) {
        return PPP;
      }
      if (PlausibleHeader.isHdlcWithIp(c, 0)) {
        return CISCO_HDLC;
      }
    }
    return ETHERNET;
  }
}
