/**
 * What the analyst asks next of the streams that stay unknown, or only "encrypted" or "compressed":
 * what they belong to.
 *
 * <ul>
 *   <li>{@link io.entroprint.session.FtpTracker} reads FTP control channels, so that a data channel
 *       is known as such, with its file, whatever its entropy says;
 *   <li>{@link io.entroprint.session.SessionContext} says what else two hosts did at the time;
 *   <li>{@link io.entroprint.session.DestinationClusters} finds many streams to one destination in
 *       a short time;
 *   <li>{@link io.entroprint.session.RecurringSessions} finds little and often for a long time.
 * </ul>
 *
 * <p>Each says what was seen, with numbers. None of it proves what it was for.
 */
package io.entroprint.session;
