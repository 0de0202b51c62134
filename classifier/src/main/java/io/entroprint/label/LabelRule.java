package io.entroprint.label;

import io.entroprint.library.Label;

/**
 * Says what all streams are that a filter passes.
 *
 * @param capture path of the only capture in which it holds, relative to the directory of captures;
 *     {@link FlowLabel#ANY_CAPTURE} if it holds in all
 * @param filter which streams
 * @param label what they are
 * @param family their capture family; {@link FlowLabel#OWN_FAMILY} if each capture is one
 * @param place where this is said, such as {@code rules.txt line 3}
 */
public record LabelRule(
    String capture, FlowFilter filter, Label label, String family, String place) {}
