package dev.rookery.client;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** The one reply of a request, which is sent when somebody subscribes and asks for it. */
final class ReplyMono<T> extends Mono<T> {
    private final ClientCore core;
    private final CallSpec spec;

    ReplyMono(ClientCore core, CallSpec spec) {
        this.core = core;
        this.spec = spec;
    }

    @Override
    @SuppressWarnings("unchecked") // replies are bound to the type of the call
    public void subscribe(CoreSubscriber<? super T> subscriber) {
        subscriber.onSubscribe(new PendingCall(core, spec, (CoreSubscriber<Object>) subscriber));
    }
}
