package dev.rookery.architecture.sample;

abstract class HiddenParent<T> implements Runnable {

    public void ofHidden(T unused) {}

    @Override
    public void run() {}
}
