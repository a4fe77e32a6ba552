package dev.rookery.nats;

/** A server or a client, as its connection sees it. Called by one thread. */
interface ConnectionUser {

    /** The connection was lost; the driver makes it again, and subscribes again. */
    void lost();

    /** The driver has given up. */
    void ended();

    /** NATS has refused something, in its own words. */
    void refused(String error);
}
