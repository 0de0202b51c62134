package io.entroprint.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.entroprint.cli.ExampleLibrary;
import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Looks at reports in Chromium, where that is installed. */
@Tag("browser")
@Timeout(300)
class ReportBrowserTest {
  private static final File DRIVER = new File("/usr/bin/chromedriver");
  private static final File CHROMIUM = new File("/usr/bin/chromium");
  private static final String X_RANGE =
      "const x = Chart.getChart('curves').scales.x; return x.max - x.min;";

  @TempDir private static Path directory;
  private static ChromeDriver browser;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(DRIVER.canExecute() && CHROMIUM.canExecute(), "Chromium is not installed");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1440,1100",
        "--user-data-dir=" + Files.createDirectory(directory.resolve("profile")));
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).usingAnyFreePort().build();
    browser = new ChromeDriver(service, options);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static void open(Path page) {
    browser.get(page.toUri().toString());
    waitUntil("return document.documentElement.dataset.ready === 'yes';");
  }

  private static Object script(String text) {
    return ((JavascriptExecutor) browser).executeScript(text);
  }

  private static void waitUntil(String condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!Boolean.TRUE.equals(script(condition))) {
      assertTrue(System.nanoTime() < end, "waited for: " + condition);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static WebElement find(String css) {
    return browser.findElement(By.cssSelector(css));
  }

  private static void search(String words) {
    find("#find").clear();
    find("#find").sendKeys(words);
  }

  private static void waitForShown(String text) {
    waitUntil("return document.getElementById('shown').textContent === '" + text + "';");
  }

  private static void assertNoComplaints() {
    List<LogEntry> complaints = browser.manage().logs().get(LogType.BROWSER).getAll();
    assertEquals(List.of(), complaints.stream().map(LogEntry::getMessage).toList());
  }

  @Test
  void showsFiltersZoomsAndSelects() {
    Path page = directory.resolve("examples.html");
    Ran.command("report", "--threshold", "7.9", "-o", page, Ran.exampleCaptures()).withCode(0);
    open(page);
    assertEquals("all 115 streams", find("#shown").getText());
    assertEquals("Drawn: 115 curves.", find("#drawn").getText());

    search("rtmp");
    waitForShown("10 of 115 streams");
    assertEquals(10, browser.findElements(By.cssSelector("#streams tbody tr")).size());
    find("#clear").click();
    waitForShown("all 115 streams");
    find("#label option[value='ssh-2']").click();
    waitForShown("20 of 115 streams");
    find("#clear").click();

    assertEquals(16.0, ((Number) script(X_RANGE)).doubleValue());
    find("[data-zoom='in']").click();
    double zoomed = ((Number) script(X_RANGE)).doubleValue();
    assertTrue(zoomed < 16, "zoomed by the button to " + zoomed);
    find("[data-zoom='reset']").click();
    assertEquals(16.0, ((Number) script(X_RANGE)).doubleValue());
    new Actions(browser)
        .moveToElement(find("#curves"), -100, -80)
        .clickAndHold()
        .moveByOffset(60, 50)
        .moveByOffset(60, 50)
        .release()
        .perform();
    double dragged = ((Number) script(X_RANGE)).doubleValue();
    assertTrue(dragged < 8, "zoomed by dragging to " + dragged);
    find("[data-zoom='reset']").click();

    find("#streams tbody tr").click();
    assertTrue(find("#selected").getText().contains("Nearest fingerprint\nssh-2/"));
    long bold =
        (Long)
            script(
                "return Chart.getChart('curves').data.datasets"
                    + ".filter(d => d.stream === undefined && d.pointStyle).length;");
    assertEquals(1, bold, "the nearest fingerprint is drawn");
    assertNoComplaints();
  }

  @Test
  void showsClustersOnTheTimeLine() throws IOException {
    TinyCapture capture = TinyCapture.create();
    for (int i = 0; i < 30; i++) {
      capture.tcp(40_000 + i, 8083, "abcd", "efgh").pause(2);
    }
    for (int i = 0; i < 10; i++) {
      capture.pause(600).tcp(41_000 + i, 443, "abcd", "efgh");
    }
    Path page = directory.resolve("clusters.html");
    Ran.command("report", "--all", "-o", page, capture.writeTo(directory.resolve("c.pcap")))
        .withCode(0);
    open(page);
    assertEquals(2, browser.findElements(By.cssSelector("#groups tbody tr")).size());
    find("#groups tbody tr").click();
    waitForShown("30 of 40 streams, of one cluster");
    assertNoComplaints();
  }

  /** Two kinds of streams that no library knows. */
  private static Path unknown() throws IOException {
    TinyCapture capture = TinyCapture.create();
    for (int i = 0; i < 6; i++) {
      capture.tcp(40_000 + i, 6379, "\0\1\2\3".repeat(20) + (char) i, "\0".repeat(90));
    }
    for (int i = 0; i < 5; i++) {
      capture.tcp(41_000 + i, 7000, "~".repeat(24) + i, "!");
    }
    return capture.writeTo(directory.resolve("unknown.pcap"));
  }

  @Test
  void showsGroupsOfUnknownStreamsAndTheMap() throws IOException {
    Path library = ExampleLibrary.trainTo(directory.resolve("examples.fingerprints"));
    Path page = directory.resolve("unknown.html");
    Ran.command("report", "--library", library, "-o", page, unknown(), Ran.exampleCaptures())
        .withCode(0);
    open(page);
    assertEquals(2, browser.findElements(By.cssSelector("#found tbody tr")).size());
    assertTrue(find("#found").getText().contains("redis (by the port)"));
    find("#found tbody tr").click();
    waitForShown("6 of 126 streams, of one group");
    find("#clear").click();
    waitForShown("all 126 streams");
    script("document.getElementById('map').scrollIntoView();");
    // The place of a stream on the map, clicked, once it has come to rest.
    waitUntil(
        "const chart = Chart.getChart('map'), box = chart.canvas.getBoundingClientRect();"
            + "const element = chart.getDatasetMeta(0).data[0], raw = chart.data.datasets[0].data[0];"
            + "chart.canvas.dispatchEvent(new MouseEvent('click', {bubbles: true,"
            + " clientX: box.left + element.x, clientY: box.top + element.y}));"
            + "return location.hash === '#stream-' + raw.stream;");
    assertNoComplaints();
  }

  @Test
  void explainsTheSelectedStream() {
    Path page = directory.resolve("explained.html");
    Ran.command("report", "-o", page, Ran.exampleCaptures().resolve("ssh2.pcap")).withCode(0);
    open(page);
    find("#streams tbody tr").click();
    String panel = find(".explained").getText();
    assertTrue(panel.startsWith("Why ssh-2 rather than "), panel);
    int rows = browser.findElements(By.cssSelector(".explained tbody tr")).size();
    assertTrue(rows > 5 && rows <= 17, rows + " offsets");
    assertEquals(1, browser.findElements(By.cssSelector(".explained tr.parting")).size());
    double shown =
        ((Number)
                script(
                    "return [...document.querySelectorAll('.explained tbody tr')]"
                        + ".reduce((sum, row) => sum + Number(row.cells[2].textContent), 0);"))
            .doubleValue();
    double distance = ((Number) script("return COLUMNS.distance[state.selected];")).doubleValue();
    assertEquals(distance, shown, 0.002, "what the offsets add is the distance");
    assertNoComplaints();
  }

  @Test
  void beginsWithTheChartOnAPhone() {
    Path page = directory.resolve("phone.html");
    Ran.command("report", "-o", page, Ran.exampleCaptures()).withCode(0);
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    try {
      open(page);
      assertFalse(find("#legend").isDisplayed(), "the legend is folded");
      assertFalse(find("#find").isDisplayed(), "the filters are folded");
      int chart = find("#curves-frame").getLocation().getY();
      assertTrue(chart < 220, "the chart begins at " + chart);
      assertTrue(chart < find("#filter-fold").getLocation().getY());
      find("#streams tbody tr").click();
      assertEquals(390L, script("return document.documentElement.scrollWidth;"));
      find("#legend-fold summary").click();
      assertTrue(find("#legend").isDisplayed());
      assertNoComplaints();
    } finally {
      browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  @Test
  void turnsThePagesOfManyClusters() throws IOException {
    TinyCapture capture = TinyCapture.create();
    for (int port = 0; port < 20; port++) {
      for (int i = 0; i < 9; i++) {
        capture.tcp(40_000 + 10 * port + i, 2000 + port, "abcd", "efgh");
      }
    }
    Path page = directory.resolve("pages.html");
    Ran.command("report", "--all", "-o", page, capture.writeTo(directory.resolve("p.pcap")))
        .withCode(0);
    open(page);
    assertEquals(15, browser.findElements(By.cssSelector("#groups tbody tr")).size());
    assertTrue(find("#group-pages").getText().contains("1–15 of 20"));
    find("#group-pages button[title='The next page']").click();
    assertEquals(5, browser.findElements(By.cssSelector("#groups tbody tr")).size());
    assertNoComplaints();
  }

  @Test
  void takesHostileNamesForText() throws IOException {
    Path hostile = Files.createDirectories(directory.resolve("h").resolve("a<"));
    String name = "script><script>window.hacked=1<";
    Path deeper = Files.createDirectories(hostile.resolve(name));
    TinyCapture.create()
        .tcp(50412, 22, "abcd", "aaaa")
        .writeTo(deeper.resolve("script><img src=x onerror=window.hacked=1>.pcap"));
    Path page = directory.resolve("hostile.html");
    Ran.command("report", "--title", "<b>&amp;", "-o", page, directory.resolve("h")).withCode(0);
    open(page);
    assertEquals("<b>&amp;", find("h1").getText());
    find("#streams tbody tr").click();
    assertTrue(find("#selected").getText().contains("<img src=x onerror=window.hacked=1>.pcap"));
    assertNull(script("return window.hacked;"));
    assertNoComplaints();
  }

  @Test
  void staysUsableWithTenThousandStreams() throws IOException {
    TinyCapture capture = TinyCapture.create();
    for (int i = 0; i < 10_000; i++) {
      String request = (i % 2 == 0 ? "GET /" : "\0\1\2\3") + Integer.toHexString(i * 7919) + "\r\n";
      capture.tcp(1024 + i, i % 3 == 0 ? 80 : 4000 + i % 50, request.repeat(40), "ok ".repeat(90));
    }
    Path page = directory.resolve("many.html");
    Ran.command("report", "-o", page, capture.writeTo(directory.resolve("many.pcap"))).withCode(0);
    long size = Files.size(page);
    assertTrue(size < 8_000_000, size + " bytes");
    open(page);
    assertEquals("all 10,000 streams", find("#shown").getText());
    assertTrue(find("#drawn").getText().startsWith("Drawn: 300 of 10,000 curves."));
    assertEquals(50, browser.findElements(By.cssSelector("#streams tbody tr")).size());
    search("192.0.2.1:1234");
    waitForShown("1 of 10,000 streams");
    assertEquals("Drawn: 1 curve.", find("#drawn").getText());
    assertNoComplaints();
  }
}
