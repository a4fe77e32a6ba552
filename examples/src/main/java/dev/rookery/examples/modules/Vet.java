package dev.rookery.examples.modules;

record Vet(CatsService cats) {
    int patients() {
        return cats.all().size();
    }
}
