package dev.rookery.examples.beside;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.HttpException;
import dev.rookery.error.RpcException;
import java.util.Map;

/** Errors for callers in Nest. */
@Controller
final class OffersController {
    @MessagePattern("offers.of")
    String of(String sku) {
        if (sku.isBlank()) {
            throw new HttpException(400, "No sku was given");
        }
        throw new RpcException(Map.of("code", "OUT_OF_STOCK", "sku", sku));
    }
}
