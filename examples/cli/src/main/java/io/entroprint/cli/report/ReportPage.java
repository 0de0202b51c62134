package io.entroprint.cli.report;

import io.entroprint.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTML file of a report: style, scripts, chart library and data in one. Its content security
 * policy allows nothing from elsewhere, and of scripts and style only these, by their digests: text
 * from a capture that came to be taken for markup would still not be run.
 */
final class ReportPage {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");
  private static final List<String> SCRIPTS =
      List.of(
          "data.js",
          "colours.js",
          "explain.js",
          "curves.js",
          "map.js",
          "timeline.js",
          "table.js",
          "page.js");

  private ReportPage() {}

  static String of(ReportContent content) throws IOException {
    StringBuilder scripts = new StringBuilder("\n'use strict';\n");
    for (String script : SCRIPTS) {
      scripts.append(resource(script));
    }
    Map<String, String> parts = new HashMap<>();
    parts.put("style", "\n" + resource("page.css"));
    parts.put("script", scripts.toString());
    parts.put("chart", resource("chart/chart.umd.min.js"));
    parts.put("zoom", resource("chart-zoom/chartjs-plugin-zoom.min.js"));
    parts.put("chart-licence", resource("chart/LICENSE.md").trim());
    parts.put("zoom-licence", resource("chart-zoom/LICENSE.md").trim());
    parts.put("data", ReportJson.of(content));
    parts.put(
        "policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
            + digest(parts.get("style"))
            + "; script-src "
            + digest(parts.get("chart"))
            + " "
            + digest(parts.get("zoom"))
            + " "
            + digest(parts.get("script")));
    return filled(resource("page.html"), parts);
  }

  /** In one pass, so that what is put in is not looked at for places again. */
  private static String filled(String page, Map<String, String> parts) {
    StringBuilder filled = new StringBuilder();
    Matcher place = PLACE.matcher(page);
    int from = 0;
    while (place.find()) {
      filled.append(page, from, place.start()).append(parts.get(place.group(1)));
      from = place.end();
    }
    return filled.append(page, from, page.length()).toString();
  }

  private static String digest(String text) {
    return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text)) + "'";
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its part " + name);
      }
      // A browser takes CR LF for LF before it digests, so what we digest must not have it.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }
}
