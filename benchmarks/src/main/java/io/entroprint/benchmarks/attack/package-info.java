/** What attacks cost, and what disguises do to verdicts. */
package io.entroprint.benchmarks.attack;
