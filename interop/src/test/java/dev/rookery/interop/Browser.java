package dev.rookery.interop;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Chromium without a window, that of {@code bin/brokers}. It speaks to nobody but the page. Used by one thread. */
final class Browser implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final double LIMIT_MILLIS = (double) LIMIT.toMillis();
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<String> errors = new ArrayList<>();
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    static Browser start() throws IOException, InterruptedException {
        var executable = executable();
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new Browser(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(executable)
                                    .setArgs(QUIET)
                                    .setTimeout(LIMIT_MILLIS)));
        } catch (RuntimeException error) {
            playwright.close();
            throw error;
        }
    }

    private static Path executable() throws IOException, InterruptedException {
        var where = new ProcessBuilder("../bin/brokers", "--where", "chromium")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = where.getInputStream()) {
            var found = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!where.waitFor(LIMIT) || where.exitValue() != 0) {
                throw new IllegalStateException("There is no browser: run bin/brokers chromium");
            }
            return Path.of(found);
        }
    }

    /** Opens a page in a window of its own. */
    Page open(String address, int width, int height) {
        BrowserContext window = chromium.newContext(
                new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, height));
        window.setDefaultTimeout(LIMIT_MILLIS);
        var page = window.newPage();
        page.onPageError(errors::add);
        page.navigate(address);
        return page;
    }

    /** What the scripts of the pages threw and did not catch. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** Closes all windows. */
    void closePages() {
        chromium.contexts().forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
