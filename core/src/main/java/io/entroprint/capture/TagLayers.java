package io.entroprint.capture;

import static io.entroprint.capture.Layer.ETHERNET;
import static io.entroprint.capture.Layer.IPV4;
import static io.entroprint.capture.Layer.IPV6;
import static io.entroprint.capture.Layer.LLC;
import static io.entroprint.capture.Layer.MACSEC;
import static io.entroprint.capture.Layer.MALFORMED;
import static io.entroprint.capture.Layer.MPLS;
import static io.entroprint.capture.Layer.NSH;

/** What stands between Ethernet addresses and the packet: tags, and headers of switches. */
final class TagLayers {
  private TagLayers() {}

  /** A header of {@code bytes} bytes with an EtherType, or an 802.3 length, in it. */
  static int etherType(Cursor c, int typeAt, int bytes) {
    if (!c.has(bytes)) {
      return c.lacks(bytes);
    }
    int type = c.u16(typeAt);
    c.at += bytes;
    return type <= 1500 ? LLC : type;
  }

  static int vlan(Cursor c) {
    if (!c.has(4)) {
      return c.lacks(4);
    }
    c.encapsulation.vlan(c.u16(0));
    return etherType(c, 2, 4);
  }

  /** IEEE 802.1ah: the number of a service, and the customer's whole frame. */
  static int backbone(Cursor c) {
    if (!c.has(4)) {
      return c.lacks(4);
    }
    c.encapsulation.add(EncapsulationTrail.Kind.ISID, c.i32(0) & 0xff_ffff);
    return c.then(4, ETHERNET);
  }

  /** TRILL (RFC 6325): six bytes, options, and the whole frame. */
  static int trill(Cursor c) {
    if (!c.has(6)) {
      return c.lacks(6);
    }
    if (c.u8(0) >> 6 != 0) {
      return MALFORMED;
    }
    int options = c.u16(0) >> 6 & 0x1f;
    return c.then(6 + 4 * options, ETHERNET);
  }

  /** IEEE 802.1AE. Behind its tag the frame goes on as it was, unless it is encrypted. */
  static int macsec(Cursor c) {
    if (!c.has(6)) {
      return c.lacks(6);
    }
    int control = c.u8(0);
    int header = (control & 0x20) != 0 ? 14 : 6;
    if ((control & 0x80) != 0) {
      return MALFORMED;
    }
    if ((control & 0x0c) != 0) {
      return Layer.undecoded(Undecoded.Kind.ENCRYPTED, MACSEC);
    }
    return etherType(c, header, header + 2);
  }

  /** Network Service Header (RFC 8300). */
  static int nsh(Cursor c) {
    if (!c.has(8)) {
      return c.lacks(8);
    }
    int length = (c.u8(1) & 0x3f) * 4;
    if (c.u8(0) >> 6 != 0 || length < 8) {
      return MALFORMED;
    }
    // The way back through the services is another.
    c.encapsulation.addOneWay(EncapsulationTrail.Kind.NSH, c.i32(4) >>> 8);
    int next = nextProtocol(c.u8(3));
    return next < 0 ? Layer.undecoded(Undecoded.Kind.NO_DATA, NSH) : c.then(length, next);
  }

  /** The protocol numbers of NSH and VXLAN-GPE; -1 for one that is none of these. */
  static int nextProtocol(int number) {
    return switch (number) {
      case 1 -> IPV4;
      case 2 -> IPV6;
      case 3 -> ETHERNET;
      case 4 -> NSH;
      case 5 -> MPLS;
      default -> -1;
    };
  }

  /** The tag of Marvell's switches, four bytes that end at {@code typeAt}. */
  static int marvell(Cursor c, int typeAt) {
    if (!c.has(typeAt + 2)) {
      return c.lacks(typeAt + 2);
    }
    boolean tagged = (c.u8(typeAt - 4) & 0x20) != 0;
    if (tagged) {
      c.encapsulation.vlan(c.u16(typeAt - 2));
    }
    return etherType(c, typeAt, typeAt + 2);
  }
}
