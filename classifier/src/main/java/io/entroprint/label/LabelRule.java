package io.entroprint.label;

import io.entroprint.library.Label;
import java.util.Optional;

/**
 * Says what all streams are that a filter passes.
 *
 * @param capture path of the only capture in which it holds, relative to the directory of captures;
 *     empty if it holds in all
 * @param filter which streams
 * @param label what they are
 * @param family their capture family; empty if each capture is one
 * @param place where this is said, such as {@code rules.txt line 3}
 */
record LabelRule(
    Optional<String> capture,
    FlowFilter filter,
    Label label,
    Optional<String> family,
    String place) {}
