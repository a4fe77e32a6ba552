package dev.rookery.examples.scopes;

import dev.rookery.module.Injectable;
import dev.rookery.module.Scope;

@Injectable(scope = Scope.TRANSIENT) // one for each place where it is injected
final class Cursor {
    private int position;

    int next() {
        return ++position;
    }
}
