package dev.rookery.interop;

import static dev.rookery.interop.HttpCall.call;
import static dev.rookery.interop.HttpCall.get;
import static dev.rookery.interop.HttpCall.json;
import static dev.rookery.interop.HttpCase.differs;
import static dev.rookery.interop.HttpCase.same;

import java.util.List;
import java.util.stream.Stream;

/** The requests of {@link HttpSideBySideIT}. */
final class HttpCases {
    private HttpCases() {}

    static List<HttpCase> all() {
        return Stream.of(values(), methods(), replies(), paths(), HttpInputCases.all(), errors(), events(), cors())
                .flatMap(stream -> stream)
                .toList();
    }

    private static Stream<HttpCase> values() {
        return Stream.concat(
                Stream.of(
                                "text",
                                "unicode",
                                "empty",
                                "number",
                                "zero",
                                "decimal",
                                "large",
                                "true",
                                "false",
                                "null",
                                "undefined",
                                "object",
                                "array",
                                "emptyObject",
                                "emptyArray",
                                "date",
                                "promise",
                                "promiseOfNull",
                                "one")
                        .map(name -> same(get("/values/" + name))),
                Stream.of(
                        differs(
                                get("/values/buffer"),
                                HttpDifference.BUFFER,
                                "200 {'type':'Buffer','data':[98,121,116,101,115]}",
                                "200 bytes"),
                        differs(
                                get("/values/emptyBuffer"),
                                HttpDifference.BUFFER,
                                "200 {'type':'Buffer','data':[]}",
                                "200"),
                        differs(get("/values/several"), HttpDifference.OBSERVABLE, "200 3", "200 [1,2,3]"),
                        differs(
                                get("/values/none"),
                                HttpDifference.OBSERVABLE,
                                "500 Internal server error {}",
                                "200")));
    }

    private static Stream<HttpCase> methods() {
        return Stream.of(
                same(get("/methods/get")),
                same(call("HEAD", "/methods/get")),
                same(call("POST", "/methods/post")),
                same(call("PUT", "/methods/put")),
                same(call("PATCH", "/methods/patch")),
                same(call("DELETE", "/methods/delete")),
                same(call("HEAD", "/methods/head")),
                same(call("OPTIONS", "/methods/options")),
                same(get("/methods/all")),
                same(call("POST", "/methods/all")),
                same(call("DELETE", "/methods/all")),
                same(call("OPTIONS", "/methods/all")),
                same(call("HEAD", "/methods/all")),
                differs(
                        call("POST", "/methods/get"),
                        HttpDifference.METHOD,
                        "404 Cannot POST /methods/get {error}",
                        "405 Cannot POST /methods/get (expected: GET, HEAD) {error}"),
                differs(
                        get("/methods/post"),
                        HttpDifference.METHOD,
                        "404 Cannot GET /methods/post {error}",
                        "405 Cannot GET /methods/post (expected: POST) {error}"),
                differs(call("HEAD", "/methods/post"), HttpDifference.METHOD, "404", "405"),
                differs(
                        call("OPTIONS", "/methods/get"),
                        HttpDifference.METHOD,
                        "404 Cannot OPTIONS /methods/get {error}",
                        "204"),
                differs(
                        call("OPTIONS", "/methods/post"),
                        HttpDifference.METHOD,
                        "404 Cannot OPTIONS /methods/post {error}",
                        "204"),
                same(call("OPTIONS", "*")),
                same(call("PURGE", "/methods/all")),
                differs(
                        call("get", "/methods/get"),
                        HttpDifference.METHOD,
                        "400",
                        "405 Cannot get /methods/get (expected: GET, HEAD) {error}"));
    }

    private static Stream<HttpCase> replies() {
        return Stream.concat(
                Stream.of(
                                "no-content",
                                "cached",
                                "plain",
                                "xml",
                                "latin",
                                "problem",
                                "file",
                                "status",
                                "header",
                                "cookies")
                        .map(name -> same(get("/replies/" + name))),
                Stream.of(
                        differs(
                                get("/replies/png"),
                                HttpDifference.BUFFER,
                                "200 {\"type\":\"Buffer\",\"data\":[112,110,103]}",
                                "200 png"),
                        differs(
                                get("/replies/redirect"),
                                HttpDifference.REDIRECT,
                                "302 Found. Redirecting to /values/text",
                                "302"),
                        differs(
                                get("/replies/moved"),
                                HttpDifference.REDIRECT,
                                "301 Moved Permanently. Redirecting to https://example.org/a?b=c",
                                "301"),
                        differs(
                                get("/replies/chosen"),
                                HttpDifference.REDIRECT,
                                "307 Temporary Redirect. Redirecting to /chosen",
                                "307"),
                        differs(
                                get("/replies/failing"),
                                HttpDifference.HEADERS_OF_ERRORS,
                                "409 no {error}",
                                "409 no {error}"),
                        same(call("POST", "/replies/accepted")),
                        same(call("POST", "/replies/created")),
                        same(call("POST", "/replies/nothing-created")),
                        same(call("HEAD", "/replies/cached")),
                        differs(call("HEAD", "/replies/redirect"), HttpDifference.REDIRECT, "302", "302"),
                        same(call("HEAD", "/values/object")),
                        differs(call("HEAD", "/values/buffer"), HttpDifference.BUFFER, "200", "200")));
    }

    private static Stream<HttpCase> paths() {
        return Stream.of(
                same(get("/")),
                same(get("/nowhere")),
                same(get("/nowhere?a=1&b=%20")),
                same(call("POST", "/nowhere")),
                same(json("/nowhere", "{}")),
                same(call("HEAD", "/nowhere")),
                same(call("OPTIONS", "/nowhere")),
                same(get("/values")),
                same(get("/values/text/")),
                same(get("/values/text//")),
                same(get("//values/text")),
                same(get("/values//text")),
                differs(get("/VALUES/text"), HttpDifference.CASE, "200 hello", "404 Cannot GET /VALUES/text {error}"),
                differs(
                        get("/values/te%78t"),
                        HttpDifference.CASE,
                        "404 Cannot GET /values/te%78t {error}",
                        "200 hello"),
                same(get("/values%2Ftext")),
                differs(
                        get("/values/../values/text"),
                        HttpDifference.REFUSED_PATHS,
                        "404 Cannot GET /values/../values/text {error}",
                        "400 The path is not valid {error}"),
                differs(
                        get("/./values/text"),
                        HttpDifference.REFUSED_PATHS,
                        "404 Cannot GET /./values/text {error}",
                        "400 The path is not valid {error}"),
                differs(
                        get("/values/%2e%2e/values/text"),
                        HttpDifference.REFUSED_PATHS,
                        "404 Cannot GET /values/%2e%2e/values/text {error}",
                        "400 Bad Request {error}"),
                same(get("/values/text;v=1")),
                same(get("/values/text?")),
                differs(get("/values/text#part"), HttpDifference.REFUSED_PATHS, "200 hello", "400 Bad Request {error}"),
                same(get("http://127.0.0.1:{port}/values/text")),
                differs(
                        get("/values/text").toPrefixed(),
                        HttpDifference.OUTSIDE_PREFIX,
                        "404 <!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n<body>\n<pre>Cannot GET /values/text</pre>\n</body>\n</html> [origin: *]",
                        "404 Cannot GET /values/text {error}"),
                differs(
                        get("/api/values/text").toPrefixed(),
                        HttpDifference.CORS,
                        "200 hello [origin: *]",
                        "200 hello"),
                differs(
                        get("/api").toPrefixed(),
                        HttpDifference.CORS,
                        "404 Cannot GET /api {error} [origin: *]",
                        "404 Cannot GET /api {error}"),
                differs(
                        get("/api/nowhere").toPrefixed(),
                        HttpDifference.CORS,
                        "404 Cannot GET /api/nowhere {error} [origin: *]",
                        "404 Cannot GET /api/nowhere {error}"));
    }

    private static Stream<HttpCase> errors() {
        var family = Stream.of(
                        400, 401, 403, 404, 405, 406, 408, 409, 410, 412, 413, 415, 418, 421, 422, 500, 501, 502, 503,
                        504, 505)
                .map(status -> same(get("/errors/family/" + status)));
        var others = Stream.of("list", "rejected", "stream", "guard", "interceptor", "filter")
                .map(name -> same(get("/errors/" + name)));
        return Stream.of(
                        family,
                        others,
                        Stream.of(
                                same(call("HEAD", "/errors/family/404")),
                                differs(
                                        get("/errors/plain"),
                                        HttpDifference.HTTP_EXCEPTION,
                                        "409 told {}",
                                        "409 told {error}"),
                                differs(
                                        get("/errors/object"),
                                        HttpDifference.HTTP_EXCEPTION,
                                        "409 {'code':'SOLD_OUT'}",
                                        "409 told {code, error}"),
                                differs(
                                        get("/errors/unknown"),
                                        HttpDifference.ERROR_ID,
                                        "500 Internal server error {}",
                                        "500 Internal server error {errorId}")))
                .flatMap(stream -> stream);
    }

    private static Stream<HttpCase> events() {
        return Stream.of(
                same(get("/events/texts")),
                same(get("/events/objects")),
                same(get("/events/full")),
                same(get("/events/none")),
                differs(
                        get("/events/failing"),
                        HttpDifference.ERROR_EVENT,
                        "200 \nid: 1\ndata: one\n\nevent: error\nid: 2\ndata: told",
                        "200 \nid: 1\ndata: one\n\nevent: error\nid: 2\ndata: {\"message\":\"told\",\"error\":\"Gone\",\"statusCode\":410}"),
                same(get("/events/refused")),
                differs(
                        call("POST", "/events/texts"),
                        HttpDifference.METHOD,
                        "404 Cannot POST /events/texts {error}",
                        "405 Cannot POST /events/texts (expected: GET, HEAD) {error}"),
                same(get("/events/texts", "Accept: text/html")),
                same(get("/events/texts", "Last-Event-ID: 4")));
    }

    private static Stream<HttpCase> cors() {
        return Stream.of(
                differs(
                        get("/api/values/text").toPrefixed(),
                        HttpDifference.CORS,
                        "200 hello [origin: *]",
                        "200 hello"),
                differs(
                        get("/api/values/text", "Origin: https://shop.example").toPrefixed(),
                        HttpDifference.CORS,
                        "200 hello [origin: *]",
                        "200 hello [origin: https://shop.example]"),
                differs(
                        get("/api/nowhere", "Origin: https://shop.example").toPrefixed(),
                        HttpDifference.CORS,
                        "404 Cannot GET /api/nowhere {error} [origin: *]",
                        "404 Cannot GET /api/nowhere {error} [origin: https://shop.example]"),
                differs(
                        get("/api/errors/plain", "Origin: https://shop.example").toPrefixed(),
                        HttpDifference.CORS,
                        "409 told {} [origin: *]",
                        "409 told {error} [origin: https://shop.example]"),
                differs(
                        get("/api/values/text", "Origin: null").toPrefixed(),
                        HttpDifference.CORS,
                        "200 hello [origin: *]",
                        "200 hello [origin: null]"),
                differs(
                        preflight("/api/values/text", "GET").toPrefixed(),
                        HttpDifference.CORS,
                        "204 [origin: *]",
                        "204 [origin: https://shop.example]"),
                differs(
                        preflight("/api/methods/put", "PUT").toPrefixed(),
                        HttpDifference.CORS,
                        "204 [origin: *]",
                        "204 [origin: https://shop.example]"),
                differs(
                        preflight("/api/methods/put", "PUT", "Access-Control-Request-Headers: x-a, content-type")
                                .toPrefixed(),
                        HttpDifference.CORS,
                        "204 [origin: *] [headers: x-a, content-type]",
                        "204 [origin: https://shop.example] [headers: x-a, content-type]"),
                differs(
                        preflight("/api/nowhere", "GET").toPrefixed(),
                        HttpDifference.CORS,
                        "204 [origin: *]",
                        "204 [origin: https://shop.example]"),
                differs(
                        preflight("/api/methods/options", "OPTIONS").toPrefixed(),
                        HttpDifference.CORS,
                        "204 [origin: *]",
                        "204 [origin: https://shop.example]"),
                differs(
                        call("OPTIONS", "/api/values/text", "Origin: https://shop.example")
                                .toPrefixed(),
                        HttpDifference.CORS,
                        "204 [origin: *]",
                        "204 [origin: https://shop.example]"),
                differs(
                        call("OPTIONS", "/api/values/text").toPrefixed(),
                        HttpDifference.CORS,
                        "204 [origin: *]",
                        "204"));
    }

    private static HttpCall preflight(String path, String method, String... more) {
        var request = call("OPTIONS", path, "Origin: https://shop.example", "Access-Control-Request-Method: " + method);
        for (var line : more) {
            request = request.header(line);
        }
        return request;
    }
}
