package dev.rookery.module;

/**
 * The container, as a module sees it. Can be injected everywhere, and is then that of the module of what it is injected into. Safe for use
 * by several threads.
 */
public final class ModuleRef {
    private final Container container;
    private final ModuleNode module;

    ModuleRef(Container container, ModuleNode module) {
        this.container = container;
        this.module = module;
    }

    /**
     * Gives something that the module sees and that is made once for the application.
     *
     * @param type its type
     * @param <T> its type
     * @return the instance
     * @throws WiringException if the module sees none, or if there are more; the latter are for {@link #resolve(Class)}
     */
    public <T> T get(Class<T> type) {
        return get(Token.of(type));
    }

    /**
     * Gives something that the module sees and that is made once for the application.
     *
     * @param token what it is asked for by
     * @param <T> its type
     * @return the instance
     * @throws WiringException if the module sees none, or if there are more; the latter are for {@link #resolve(Token)}
     */
    public <T> T get(Token<T> token) {
        return container.lookup().get(module, token);
    }

    /**
     * Gives something that the module sees: a new one where nobody shares it, that of the message which this thread handles where it is
     * request-scoped, that of the message's tenant where it is tenant-scoped.
     *
     * @param type its type
     * @param <T> its type
     * @return the instance
     * @throws WiringException if the module sees none, or if a message is needed and this thread handles none
     */
    public <T> T resolve(Class<T> type) {
        return resolve(Token.of(type));
    }

    /**
     * Gives something that the module sees: a new one where nobody shares it, that of the message which this thread handles where it is
     * request-scoped, that of the message's tenant where it is tenant-scoped.
     *
     * @param token what it is asked for by
     * @param <T> its type
     * @return the instance
     * @throws WiringException if the module sees none, or if a message is needed and this thread handles none
     */
    public <T> T resolve(Token<T> token) {
        return container.lookup().resolve(module, token);
    }

    /**
     * Makes an instance of a class that need not be a provider, with what the module sees injected. It is the caller's: no hook and no
     * {@code @PreDestroy} of it is called.
     *
     * @param type a concrete class
     * @param <T> the class
     * @return a new instance
     * @throws WiringException if it cannot be made, or if a message is needed and this thread handles none
     */
    public <T> T create(Class<T> type) {
        return container.create(module, type);
    }

    /** As errors call it. */
    @Override
    public String toString() {
        return "ModuleRef of " + module;
    }
}
