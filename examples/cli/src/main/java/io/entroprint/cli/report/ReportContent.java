package io.entroprint.cli.report;

import io.entroprint.cli.discover.Discovery;
import io.entroprint.cli.session.FoundSession;
import io.entroprint.cli.session.GivenLabels;
import io.entroprint.envelope.ProtoSpec;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.session.DestinationClusters.Cluster;
import io.entroprint.session.RecurringSessions.Recurrence;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What goes into a report.
 *
 * @param title its heading
 * @param captures how many captures were read
 * @param problems whether something was wrong with one
 * @param streams how many streams they hold
 * @param listed those of them that are shown
 * @param given what a user says that they are
 * @param library the library that was asked
 * @param thresholds entropies at which a line is drawn, in bits
 * @param envelopes envelopes that are drawn
 * @param discovery the groups of unknown streams, of all and not of those that are shown alone
 * @param map where those that are shown stand
 * @param explained by stream what its distances are made of, where something was compared
 */
record ReportContent(
    String title,
    int captures,
    boolean problems,
    int streams,
    List<FoundSession> listed,
    GivenLabels given,
    FingerprintLibrary library,
    List<Double> thresholds,
    List<ProtoSpec> envelopes,
    List<Cluster> clusters,
    List<Recurrence> recurrences,
    Discovery discovery,
    ReportMap map,
    IdentityHashMap<FoundSession, Explained> explained) {}
