package outside;

import dev.rookery.module.Module;

@Module(controllers = GreetingController.class, providers = Greetings.class)
final class GreetingModule {}
