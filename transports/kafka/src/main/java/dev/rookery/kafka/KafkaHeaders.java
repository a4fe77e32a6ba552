package dev.rookery.kafka;

/** The names of headers, as Nest writes them. Those of dead letters are Spring's, which Nest's {@code KafkaHeaders} has too. */
public final class KafkaHeaders {
    /** Which request a message is, or a reply to which. */
    public static final String CORRELATION_ID = "kafka_correlationId";

    /** Where the replies to a request go. */
    public static final String REPLY_TOPIC = "kafka_replyTopic";

    /** The partition where the replies to a request go, as a decimal number. */
    public static final String REPLY_PARTITION = "kafka_replyPartition";

    /** The error of a reply: a text, or the JSON text of an object. */
    public static final String NEST_ERR = "kafka_nest-err";

    /** Stands at the last reply; its presence counts. */
    public static final String NEST_IS_DISPOSED = "kafka_nest-is-disposed";

    /** What a value is where it is no JSON object or array: {@code text/plain}, {@code application/json}, {@code application/octet-stream}. */
    public static final String CONTENT_TYPE = "content-type";

    /** What the dispatch hook of a client of Rookery put beside the payload, as JSON. */
    public static final String METADATA = "rookery_metadata";

    /** Where a dead letter came from: the topic. */
    public static final String DLT_ORIGINAL_TOPIC = "kafka_dlt-original-topic";

    /** Where a dead letter came from: the partition, as a decimal number. */
    public static final String DLT_ORIGINAL_PARTITION = "kafka_dlt-original-partition";

    /** Where a dead letter came from: the offset, as a decimal number. */
    public static final String DLT_ORIGINAL_OFFSET = "kafka_dlt-original-offset";

    /** When a dead letter was written first, in milliseconds of Unix time as a decimal number. */
    public static final String DLT_ORIGINAL_TIMESTAMP = "kafka_dlt-original-timestamp";

    /** The class of the error for which a message became a dead letter. */
    public static final String DLT_EXCEPTION_FQCN = "kafka_dlt-exception-fqcn";

    /** What the error says for which a message became a dead letter. */
    public static final String DLT_EXCEPTION_MESSAGE = "kafka_dlt-exception-message";

    private KafkaHeaders() {}
}
