package dev.rookery.brokers;

import java.io.IOException;
import java.io.OutputStream;

/** Starts a broker for a script: prints its address, and ends it when the program's own input ends, which it does with the script at the latest. */
final class StandaloneBroker {
    private StandaloneBroker() {}

    static void main(String[] arguments) throws IOException {
        try (var broker = Brokers.start(arguments[0])) {
            System.out.println(broker.url());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
