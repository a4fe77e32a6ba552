package dev.rookery.interop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway of the examples as people see it: in a browser, with real services behind it that come and go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // demo and browser are there before the tests
final class GatewayIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path PICTURES = Path.of("target/gateway");

    private GatewayDemo demo;
    private Browser browser;

    @BeforeAll
    void start() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout((double) LIMIT.toMillis());
        Files.createDirectories(PICTURES);
        demo = GatewayDemo.start(PICTURES.resolve("demo.log"));
        browser = Browser.start();
    }

    @AfterEach
    void closePages() {
        browser.closePages();
        assertThat(browser.errors()).isEmpty();
    }

    @AfterAll
    void nothing_is_left_of_the_demo() throws Exception {
        try (var started = demo;
                var closed = browser) {
            var processes = started.processes();
            assertThat(processes).hasSizeGreaterThanOrEqualTo(4);
            assertThat(started.end()).as(started.output()).isZero();
            await().atMost(LIMIT).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(closed.errors()).isEmpty();
        }
    }

    @Test
    void an_order_shows_at_once_in_every_window() {
        var one = open();
        var other = open();
        place(other, "Bishop", 2, "Grace");
        assertThat(latest(one)).containsText("for Grace");
        place(other, "Rook", 1, "Barbara");
        assertThat(latest(one)).containsText("for Barbara");

        place(one, "Rook", 2, "Ada");

        assertThat(one.getByRole(AriaRole.STATUS)).hasText("Thank you, Ada: 2 × Rook for €29.00.");
        assertThat(latest(one)).containsText("2 × Rook");
        assertThat(latest(other)).containsText("2 × Rook");
        assertThat(latest(other)).containsText("for Ada");
        assertThat(one.getByText("for Ada")).hasCount(1);
        picture(one, "ordered");
    }

    @Test
    void an_order_of_somebody_else_shows_and_counts() throws Exception {
        var page = open();
        var left = page.locator(".item", new Page.LocatorOptions().setHasText("Knight"));
        assertThat(left).containsText("18 left");

        var other = open();
        place(other, "Knight", 3, "Barbara");

        assertThat(latest(page)).containsText("for Barbara");
        assertThat(left).containsText("15 left");
        page.reload();
        assertThat(left).containsText("15 left"); // Nest has heard of it too
        assertThat(latest(page)).containsText("for Barbara");
    }

    @Test
    void what_the_service_in_nest_refuses_is_told_as_it_says_it() {
        var page = open();

        place(page, "Queen", 9, "Grace");

        assertThat(problem(page)).hasText("Of Queen there are only 3 left.");
    }

    @ParameterizedTest
    @CsvSource({"orders, order, 'Orders, in Java'", "stock, stock, 'Stock, in Nest'"})
    void a_service_that_is_stopped_is_told_in_a_sentence_and_once_it_is_back_the_page_goes_on(
            String part, String service, String shown) throws Exception {
        var page = open();
        var other = open();

        demo.stop(part);
        place(page, "Bishop", 1, "Katherine");

        assertThat(problem(page))
                .hasText("The %s service is not running, so that your order was not placed. Try again when it is back."
                        .formatted(service));
        assertThat(state(page, shown)).hasText("not running");
        picture(page, part + "-stopped");

        demo.startAgain(part);
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("The " + service + " service is back.");
        assertThat(problem(page)).isEmpty();
        assertThat(state(page, shown)).hasText("running");

        place(page, "Bishop", 1, "Mary of " + part);
        assertThat(latest(page)).containsText("for Mary of " + part);
        assertThat(latest(other)).containsText("for Mary of " + part);
    }

    @Test
    void a_page_finds_back_to_a_gateway_that_was_restarted() throws Exception {
        var page = open();
        demo.stop("gateway");
        assertThat(state(page, "Live")).hasText("reconnecting");
        place(page, "Rook", 1, "Margaret");
        assertThat(problem(page)).containsText("The gateway cannot be reached");

        demo.startAgain("gateway");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("The gateway is back.");
        assertThat(problem(page)).isEmpty();
        assertThat(state(page, "Live")).hasText("connected");

        var other = open();
        place(other, "Rook", 1, "Hedy");
        assertThat(latest(page)).containsText("for Hedy");
    }

    @Test
    void it_fits_a_phone_and_needs_no_mouse() {
        var page = browser.open(demo.page(), 360, 740);
        assertThat(state(page, "Live")).hasText("connected");

        page.getByLabel("Your name").focus();
        page.keyboard().type("Radia");
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Thank you, Radia");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        picture(page, "phone");
    }

    private Page open() {
        var page = browser.open(demo.page(), 1120, 720);
        assertThat(state(page, "Live")).hasText("connected");
        assertThat(page.getByRole(AriaRole.RADIO)).hasCount(4);
        return page;
    }

    private static void place(Page page, String piece, int quantity, String name) {
        page.getByText(piece, new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Quantity").fill(Integer.toString(quantity));
        page.getByLabel("Your name").fill(name);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Place order"))
                .click();
    }

    private static Locator problem(Page page) {
        return page.getByRole(AriaRole.ALERT);
    }

    private static Locator latest(Page page) {
        return page.locator("#orders li").first();
    }

    private static Locator state(Page page, String part) {
        return page.locator(".parts li")
                .filter(new Locator.FilterOptions().setHasText(part))
                .locator("span");
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }
}
