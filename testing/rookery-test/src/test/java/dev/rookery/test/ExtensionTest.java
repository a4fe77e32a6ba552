package dev.rookery.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.rookery.client.ClientProxy;
import dev.rookery.module.Module;
import dev.rookery.module.Provides;
import dev.rookery.test.Shop.Api;
import dev.rookery.test.Shop.Diary;
import dev.rookery.test.Shop.ShopModule;
import dev.rookery.test.Shop.Stock;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

/** Services that JUnit starts and closes. */
final class ExtensionTest {

    /** One service for all of them. */
    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    final class Static {
        @RegisterExtension
        static final RookeryExtension ROOKERY =
                RookeryExtension.of(RookeryTest.microservice(ShopModule.class).overrideProvider("CLOCK", Shop.noon()));

        @Test
        @Order(1)
        void is_one_service_for_the_class() {
            ROOKERY.service().emitAndAwait("sold", "milk");

            assertThat(ROOKERY.client(Api.class).count("milk")).isEqualTo(100);
            assertThat(ROOKERY.client().request("time", String.class).block()).isEqualTo("2026-01-01T12:00:00Z");
        }

        @Test
        @Order(2)
        void keeps_what_an_earlier_test_left() {
            assertThat(ROOKERY.get(Diary.class).entries()).hasSize(2);
        }

        @Nested
        @Order(3)
        final class Inside {
            @Test
            void is_the_same_service(TestService service) {
                assertThat(service).isSameAs(ROOKERY.service());
                assertThat(ROOKERY.get(Diary.class).entries()).hasSize(2);
            }
        }
    }

    /** One service for each of them. */
    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    final class OfAnInstance {
        @RegisterExtension
        final RookeryExtension rookery = RookeryExtension.of(RookeryTest.microservice(ShopModule.class));

        @Test
        @Order(1)
        void is_one_service_for_each_test() {
            rookery.service().emitAndAwait("sold", "milk");

            assertThat(rookery.get(Diary.class).entries()).hasSize(2);
        }

        @Test
        @Order(2)
        void begins_anew() {
            assertThat(rookery.get(Diary.class).entries()).isEmpty();
        }
    }

    /** What tests may take. */
    @Nested
    @MicroserviceTest(ShopModule.class)
    final class Parameters {
        @Test
        void are_what_a_test_needs(
                TestService service,
                ClientProxy client,
                Api api,
                Stock stock,
                @Named("CLOCK") Clock clock,
                @Named("BANK") ClientProxy bank,
                TestInfo info) {
            assertThat(client).isSameAs(service.client());
            assertThat(api.count("milk")).isEqualTo(stock.count("milk"));
            assertThat(clock).isSameAs(service.get("CLOCK", Clock.class));
            assertThat(bank).isSameAs(service.get("BANK", ClientProxy.class));
            assertThat(info.getDisplayName()).startsWith("are_what_a_test_needs");
        }

        @Nested
        final class Inside {
            @Test
            void reach_nested_classes(Stock stock) {
                assertThat(stock).isNotNull();
            }
        }
    }

    @Module
    static final class PricesModule {
        @Provides
        Map<String, Integer> prices() {
            return Map.of("milk", 99);
        }

        @Provides
        @Named("OLD")
        Map<String, Integer> oldPrices() {
            return Map.of("milk", 59);
        }
    }

    /** What is of a generic type. */
    @Nested
    @MicroserviceTest(PricesModule.class)
    final class GenericParameters {
        @Test
        void are_what_a_provider_of_that_very_type_gives(
                Map<String, Integer> prices, @Named("OLD") Map<String, Integer> oldPrices) {
            assertThat(prices).containsEntry("milk", 99);
            assertThat(oldPrices).containsEntry("milk", 59);
        }
    }

    @Test
    void without_junit_no_service_runs() {
        var extension = RookeryExtension.of(RookeryTest.microservice(ShopModule.class));

        assertThatThrownBy(extension::service)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("No service runs: annotate the field");
    }

    // ---- the end, and a start that fails ----

    static final class Passing {
        @RegisterExtension
        static final RookeryExtension OF_CLASS = RookeryExtension.of(RookeryTest.microservice(ShopModule.class));

        @RegisterExtension
        final RookeryExtension ofTest = RookeryExtension.of(RookeryTest.microservice(ShopModule.class));

        @Test
        void two_services_run() {
            assertThat(OF_CLASS.service()).isNotSameAs(ofTest.service());
        }
    }

    @Test
    void services_are_closed_after_the_tests() {
        var before = Threads.ofServices();

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Passing.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1));

        Threads.noneBut(before);
    }

    static final class Mistaken {
        @RegisterExtension
        final RookeryExtension rookery =
                RookeryExtension.of(RookeryTest.microservice(ShopModule.class).overrideProvider("CLOK", Shop.noon()));

        @Test
        void never_runs() {
            assertThat(rookery.service()).isNull();
        }
    }

    @Test
    void a_start_that_fails_fails_the_test_with_its_mistakes() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Mistaken.class))
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        EventConditions.finishedWithFailure(TestExecutionResultConditions.message(
                                message -> message.startsWith("@Named(\"CLOK\") is overridden"))));
    }
}
