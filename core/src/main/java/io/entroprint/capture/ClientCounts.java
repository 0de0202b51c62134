package io.entroprint.capture;

/**
 * How many streams each client address has open; of IPv6 each network of 64 bits, which is what one
 * host can have at the least. Nothing is allocated but for an address that has none open yet.
 */
final class ClientCounts {
  private final KeyedHash keyed;
  private Client[] buckets = new Client[256];
  private int size;

  /** One address that has streams open. */
  static final class Client {
    private final boolean ipv6;
    private final long address;
    private final int hash;
    private int streams;
    private Client next;

    private Client(boolean ipv6, long address, int hash) {
      this.ipv6 = ipv6;
      this.address = address;
      this.hash = hash;
    }

    int streams() {
      return streams;
    }
  }

  ClientCounts(KeyedHash keyed) {
    this.keyed = keyed;
  }

  /** A stream of a flow's client begins. */
  Client began(Flow flow) {
    boolean ipv6 = flow.ipv6;
    boolean lower = flow.lowerIsClient();
    long high = lower ? flow.lowerHigh : flow.upperHigh;
    long address = ipv6 ? high : lower ? flow.lowerLow : flow.upperLow;
    int hash = (int) keyed.of(2, address, ipv6 ? 1 : 0, 0, 0, 0, 0);
    Client client = buckets[bucket(hash)];
    while (client != null && (client.address != address || client.ipv6 != ipv6)) {
      client = client.next;
    }
    if (client == null) {
      client = new Client(ipv6, address, hash);
      add(client);
    }
    client.streams++;
    return client;
  }

  /** A stream of a client ends. */
  void ended(Client client) {
    if (--client.streams > 0) {
      return;
    }
    int bucket = bucket(client.hash);
    Client before = null;
    for (Client at = buckets[bucket]; at != client; at = at.next) {
      before = at;
    }
    if (before == null) {
      buckets[bucket] = client.next;
    } else {
      before.next = client.next;
    }
    size--;
  }

  /** How many addresses have streams open. */
  int size() {
    return size;
  }

  private int bucket(int hash) {
    return hash & (buckets.length - 1);
  }

  private void add(Client client) {
    if (size == buckets.length) {
      Client[] old = buckets;
      buckets = new Client[2 * old.length];
      for (Client first : old) {
        Client next;
        for (Client at = first; at != null; at = next) {
          next = at.next;
          link(at);
        }
      }
    }
    link(client);
    size++;
  }

  private void link(Client client) {
    int bucket = bucket(client.hash);
    client.next = buckets[bucket];
    buckets[bucket] = client;
  }
}
