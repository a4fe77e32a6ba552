package dev.rookery.interop;

/** What is different on purpose over HTTP. Each one is a line of {@code docs/differences-from-nest.md}. */
enum HttpDifference {
    METHOD("a method that a path does not have is 404, OPTIONS too"),
    CASE("paths ignore case, and `/te%78t` is not `/text`"),
    REFUSED_PATHS("a path with `..`, `%00` or `#` is one like any other"),
    REST("`*path` stands for one part at least"),
    OUTSIDE_PREFIX("404 outside of the global prefix is a page in HTML"),
    NO_HTTP("what is no HTTP is 400 without a body"),
    REQUEST_LINE("characters beyond ASCII in the request line are 400"),
    OBSERVABLE("the last value of an Observable is the reply, and to have none is an error"),
    BUFFER("a `Buffer` is `{\"type\":\"Buffer\",\"data\":[…]}`"),
    REDIRECT("a redirect has a text that says so"),
    HEADERS_OF_ERRORS("`@Header` holds for errors too"),
    REPEATED("a parameter of the query that came twice is an array"),
    ESCAPES("`%zz` in a query or a form is text"),
    NUMBERS("`1.0` becomes `1`, `.5` is a number, 99999999999 fits everywhere, and what is beyond 2^53 is rounded"),
    UUID("a UUID is the text that came"),
    COOKIES("`cookie-parser` decodes `%20` in cookies"),
    EMPTY_JSON("an empty body of the type JSON is `{}`"),
    NESTED_FORM("`a[b]=1` in a form makes an object"),
    ENCODINGS("bodies in UTF-16, forms in ISO 8859-1, and gzip always"),
    CONTENT_TYPES("a body of another type than JSON or form is undefined, `…+json` too"),
    JSON_VALUES("JSON that is no object or array is 400"),
    DEPTH("JSON may be nested without end"),
    WRONG_TYPES("a member of the wrong type is one more message of the validation"),
    PARSER_ERRORS("413 and 415 have no `error` in their body"),
    WORDS("messages of the parsers and of class-validator"),
    HTTP_EXCEPTION("`new HttpException(text, 409)` has no `error`, and one of an object is that object alone"),
    ERROR_ID("an unknown error has no id"),
    ERROR_EVENT("the data of an event `error` is the message"),
    CORS("`enableCors()` says `*`, to those without an `Origin` too, and answers every OPTIONS");

    private final String nest;

    HttpDifference(String nest) {
        this.nest = nest;
    }

    /** How its line begins. */
    String line() {
        return "| HTTP: " + nest + " | ";
    }
}
