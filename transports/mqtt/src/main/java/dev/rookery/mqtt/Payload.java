package dev.rookery.mqtt;

/** The bytes of a message, which nobody changes. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Payload(byte[] bytes) {
    int size() {
        return bytes.length;
    }
}
