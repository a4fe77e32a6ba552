package dev.rookery.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpFields;

/** What a handler says of its reply beside what it returns. Safe for use by several threads. */
final class ReplyHead {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Header> headers = new ArrayList<>();
    private volatile int status;

    /** One line. */
    record Header(String name, String value) {}

    void status(int wanted) {
        status = Statuses.require(wanted);
    }

    /** The status, or 0 where none was set. */
    int status() {
        return status;
    }

    void set(String name, String value) {
        lock.lock();
        try {
            headers.removeIf(header -> header.name().equalsIgnoreCase(name));
            headers.add(new Header(name, value));
        } finally {
            lock.unlock();
        }
    }

    void add(String name, String value) {
        lock.lock();
        try {
            headers.add(new Header(name, value));
        } finally {
            lock.unlock();
        }
    }

    /** Puts them in place of those that have their names. */
    void writeTo(HttpFields.Mutable fields) {
        lock.lock();
        try {
            headers.forEach(header -> fields.remove(header.name()));
            headers.forEach(header -> fields.add(header.name(), header.value()));
        } finally {
            lock.unlock();
        }
    }
}
