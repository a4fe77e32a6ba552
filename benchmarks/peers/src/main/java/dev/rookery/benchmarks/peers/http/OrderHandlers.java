package dev.rookery.benchmarks.peers.http;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UsePipes;
import dev.rookery.benchmarks.peers.http.Orders.NewOrder;
import dev.rookery.benchmarks.peers.http.Orders.Order;
import dev.rookery.error.HttpException;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Pipe;
import dev.rookery.web.Body;
import dev.rookery.web.Get;
import dev.rookery.web.HttpContext;
import dev.rookery.web.Param;
import dev.rookery.web.Post;
import org.jspecify.annotations.Nullable;

/** Our handlers: a controller with a guard and a pipe. */
final class OrderHandlers {
    private static final int BAD_REQUEST = 400;

    private OrderHandlers() {}

    /** Each request on a virtual thread. */
    @Controller("orders")
    @UseGuards(Authorized.class)
    static class OnVirtualThreads {
        @Post
        @UsePipes(Sensible.class)
        Order place(@Body NewOrder wanted) {
            return Orders.place(wanted);
        }

        @Get("{id}")
        Order find(@Param("id") int id) {
            return Orders.find(id);
        }
    }

    /** The same on the I/O thread. */
    @Controller("orders")
    @UseGuards(Authorized.class)
    @NonBlocking
    static final class OnIoThreads extends OnVirtualThreads {}

    /** Lets those through that have the right header. */
    static final class Authorized implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return context.as(HttpContext.class)
                    .flatMap(http -> http.header("Authorization"))
                    .filter(Orders.AUTHORIZATION::equals)
                    .isPresent();
        }
    }

    /** Refuses orders of nothing. */
    static final class Sensible implements Pipe<NewOrder, NewOrder> {
        @Override
        public @Nullable NewOrder transform(@Nullable NewOrder wanted, ArgumentMetadata argument) {
            if (wanted == null || !Orders.isSensible(wanted)) {
                throw new HttpException(BAD_REQUEST, "The quantity is not positive");
            }
            return wanted;
        }
    }
}
