package dev.rookery.module;

/** Called once everything is made, before anything can arrive: imported modules first, and within a module what others need first. */
@FunctionalInterface
public interface OnModuleInit {

    /**
     * Prepares. May block; the start waits for it.
     *
     * @throws Exception the start fails with it; what was started before is stopped again
     */
    void onModuleInit() throws Exception;
}
