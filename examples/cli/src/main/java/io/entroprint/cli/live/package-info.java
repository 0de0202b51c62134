/** {@code monitor}: live capture, with outputs that go on when one fails. */
package io.entroprint.cli.live;
