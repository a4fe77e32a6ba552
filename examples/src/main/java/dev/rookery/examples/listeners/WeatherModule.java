package dev.rookery.examples.listeners;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.module.Module;
import dev.rookery.tcp.TcpTransporter;

@Module(controllers = WeatherModule.WeatherController.class)
final class WeatherModule {

    @Controller
    static final class WeatherController {

        @MessagePattern({"weather.today", "weather.now"}) // two patterns, every transport
        String today() {
            return "rain";
        }

        @MessagePattern(value = "weather.tomorrow", transport = TcpTransporter.ID) // TCP alone
        String tomorrow() {
            return "sun";
        }
    }
}
