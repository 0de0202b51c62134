/**
 * What is known of captured streams from elsewhere: labels by file ({@code labels.csv}), by folder,
 * by filter, or from the logs of Zeek and Suricata; and captures read together with such labels.
 */
package io.entroprint.label;
