package dev.rookery.examples.orders;

import dev.rookery.annotation.Catch;
import dev.rookery.error.RpcException;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import java.util.Map;

@Catch(OutOfStockException.class)
final class DomainErrors implements ExceptionFilter<OutOfStockException> {
    @Override
    public Object handle(OutOfStockException error, ExecutionContext context) {
        throw new RpcException(Map.of("code", "OUT_OF_STOCK", "sku", error.sku()));
    }
}
