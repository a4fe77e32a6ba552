package dev.rookery.tck;

/** Connections that break. For every transport that has any. */
public interface ConnectionContract extends Contract {}
