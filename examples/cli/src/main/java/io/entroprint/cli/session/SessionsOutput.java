package io.entroprint.cli.session;

import io.entroprint.session.DestinationClusters.Cluster;
import io.entroprint.session.RecurringSessions.Recurrence;
import io.entroprint.session.Session;
import java.util.List;

/** How the findings of {@link SessionsCommand} are printed. */
interface SessionsOutput {
  void transfers(List<FoundSession> streams);

  void clusters(List<Cluster> clusters);

  void recurrences(List<Recurrence> recurrences);

  void context(Session session, List<Session> around);
}
