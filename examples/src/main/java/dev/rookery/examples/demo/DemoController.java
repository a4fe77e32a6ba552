package dev.rookery.examples.demo;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.RpcException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** The service of the demo. Its patterns stand in {@link DemoApi}; those that only it has stand here. */
@Controller
final class DemoController implements DemoApi {
    private static final Logger LOG = LoggerFactory.getLogger(DemoController.class);

    private final List<User> users = new CopyOnWriteArrayList<>();

    @Override
    public int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public Flux<Integer> countdown(int from) {
        return Flux.range(0, from).map(passed -> from - passed);
    }

    @Override
    public void userCreated(User user) {
        LOG.info("created {}", user.name());
        users.add(user);
    }

    @Override
    public List<User> users() {
        return users;
    }

    @Override
    public String reserve(String article) {
        throw new RpcException(Map.of("code", "OUT_OF_STOCK", "message", "no " + article + " left"));
    }

    @MessagePattern("echo")
    @Nullable Object echo(@Nullable Object payload) {
        return payload;
    }

    @MessagePattern("slow")
    String slow() throws InterruptedException {
        new CountDownLatch(1).await(5, TimeUnit.SECONDS);
        return "too late";
    }
}
