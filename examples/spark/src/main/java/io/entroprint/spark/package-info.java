/**
 * Training and classifying as Apache Spark jobs: a task reads one capture, and what it found comes
 * back as rows.
 */
package io.entroprint.spark;
