package dev.rookery.interop;

import static dev.rookery.interop.HttpCall.call;
import static dev.rookery.interop.HttpCall.get;
import static dev.rookery.interop.HttpCall.json;
import static dev.rookery.interop.HttpCall.post;
import static dev.rookery.interop.HttpCase.differs;
import static dev.rookery.interop.HttpCase.otherWords;
import static dev.rookery.interop.HttpCase.same;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The requests of {@link HttpSideBySideIT} that bring something: parameters, headers, cookies, bodies. */
final class HttpInputCases {
    private HttpInputCases() {}

    static Stream<HttpCase> all() {
        return Stream.of(params(), queries(), bodies(), jsonBodies()).flatMap(stream -> stream);
    }

    private static Stream<HttpCase> params() {
        return Stream.of(
                same(get("/params/all")),
                same(get("/params/al")),
                same(get("/params/one/7")),
                same(get("/params/one/a%20b")),
                same(get("/params/one/a+b")),
                same(get("/params/one/a%2Fb")),
                same(get("/params/one/%C3%A9")),
                otherWords(get("/params/one/%zz")),
                otherWords(get("/params/one/%C3")),
                otherWords(get("/params/one/%")),
                same(get("/params/one/a;b=c")),
                same(get("/params/one/a:b@c,d")),
                differs(
                        get("/params/one/%00"),
                        HttpDifference.REFUSED_PATHS,
                        "200 {'id':'\\u0000'}",
                        "400 Bad Request {error}"),
                same(get("/params/one/7/")),
                same(get("/params/one/")),
                same(get("/params/two/1/and/2")),
                same(get("/params/missing/1")),
                same(get("/params/rest/a/b%2Fc/d")),
                same(get("/params/rest/a")),
                differs(get("/params/rest"), HttpDifference.REST, "200 the variable rest", "200 {'path':''}"),
                same(get("/params/rest/a//b")),
                same(get("/params/int/12")),
                same(get("/params/int/-12")),
                same(get("/params/int/x")),
                same(get("/params/int/1.5")),
                same(get("/params/int/1e3")),
                same(get("/params/int/0x10")),
                same(get("/params/int/%2012")),
                same(get("/params/int/007")),
                same(get("/params/int/+5")),
                differs(
                        get("/params/int/99999999999"),
                        HttpDifference.NUMBERS,
                        "200 {'id':99999999999}",
                        "400 Validation failed (numeric string is expected) {error}"),
                same(get("/params/float/1.5")),
                differs(get("/params/float/1e3"), HttpDifference.NUMBERS, "200 {'id':1000}", "200 {'id':1000.0}"),
                differs(
                        get("/params/float/.5"),
                        HttpDifference.NUMBERS,
                        "200 {'id':0.5}",
                        "400 Validation failed (numeric string is expected) {error}"),
                same(get("/params/float/x")),
                same(get("/params/bool/true")),
                same(get("/params/bool/false")),
                same(get("/params/bool/1")),
                same(get("/params/bool/TRUE")),
                same(get("/params/uuid/1b4e28ba-2fa1-41d2-883f-0016d3cca427")),
                differs(
                        get("/params/uuid/1B4E28BA-2FA1-41D2-883F-0016D3CCA427"),
                        HttpDifference.UUID,
                        "200 {'id':'1B4E28BA-2FA1-41D2-883F-0016D3CCA427'}",
                        "200 {'id':'1b4e28ba-2fa1-41d2-883f-0016d3cca427'}"),
                same(get("/params/uuid/1-1-1-1-1")),
                same(get("/params/color/RED")),
                same(get("/params/color/red")));
    }

    private static Stream<HttpCase> queries() {
        return Stream.of(
                same(get("/queries/one")),
                same(get("/queries/one?q=1")),
                same(get("/queries/one?q")),
                same(get("/queries/one?q=")),
                same(get("/queries/one?q=a&q=b")),
                same(get("/queries/one?q=a+b")),
                same(get("/queries/one?q=a%20b%26c")),
                same(get("/queries/one?q=%C3%A9")),
                same(get("/queries/one?q=a=b")),
                same(get("/queries/one?q=a;b")),
                same(get("/queries/one?Q=1")),
                same(get("/queries/one?%71=1")),
                differs(
                        get("/queries/one?q=%zz"),
                        HttpDifference.ESCAPES,
                        "200 {'q':'%zz'}",
                        "400 The query is not valid {error}"),
                differs(
                        get("/queries/one?q=%C3"),
                        HttpDifference.ESCAPES,
                        "200 {'q':'�'}",
                        "400 The query is not valid {error}"),
                differs(get("/queries/one?q=é"), HttpDifference.REQUEST_LINE, "400", "200 {'q':'é'}"),
                same(get("/queries/one?q=1?2")),
                same(get("/queries/one?&&q=1&")),
                same(get("/queries/all")),
                same(get("/queries/all?a=1&b=2&a=3")),
                same(get("/queries/all?a[]=1&a[]=2")),
                same(get("/queries/all?a[b]=1")),
                same(get("/queries/all?__proto__=1&constructor=2")),
                same(get("/queries/int?q=5")),
                same(get("/queries/int?q=x")),
                same(get("/queries/int")),
                same(get("/queries/int?q=")),
                differs(
                        get("/queries/int?q=1&q=2"),
                        HttpDifference.REPEATED,
                        "400 Validation failed (numeric string is expected) {error}",
                        "200 {'q':1}"),
                same(get("/queries/default")),
                same(get("/queries/default?q=8")),
                otherWords(get("/queries/default?q=")),
                otherWords(get("/queries/default?q=x")),
                same(get("/queries/list")),
                same(get("/queries/list?q=1")),
                same(get("/queries/list?q=1&q=2")),
                same(get("/queries/array?q=1,2")),
                same(get("/queries/array?q=1&q=2")),
                otherWords(get("/queries/array?q=1,x")),
                otherWords(get("/queries/array")),
                same(get("/queries/header")),
                same(get("/queries/header", "X-A: 1")),
                same(get("/queries/header", "x-a: 1", "X-A: 2")),
                same(get("/queries/header", "X-A:")),
                same(get("/queries/header", "X-A:  spaced  ")),
                same(get("/queries/cookie")),
                same(get("/queries/cookie", "Cookie: a=1; b=2")),
                same(get("/queries/cookie", "Cookie: a=1; a=2")),
                same(get("/queries/cookie", "Cookie: a=\"quoted\"")),
                differs(
                        get("/queries/cookie", "Cookie: a=x%20y"),
                        HttpDifference.COOKIES,
                        "200 {'a':'x y'}",
                        "200 {'a':'x%20y'}"),
                same(get("/queries/cookie", "Cookie: a=%zz")),
                same(get("/queries/cookie", "Cookie: a=1,b=2")),
                same(get("/queries/cookie", "Cookie: b=x,y; a=1")),
                same(get("/queries/cookie", "Cookie: b={\"c\": 1, \"d\": 2}; a=1")),
                same(get("/queries/cookie", "Cookie: b; a=1")),
                same(get("/queries/cookie", "Cookie: b=\"x; a=1")),
                same(get("/queries/cookie", "Cookie: b=é; a=1")),
                same(get("/queries/cookie", "Cookie: b=1,a=2")),
                same(get("/queries/cookie", "Cookie: b c=1; a=2")),
                same(get("/queries/cookie", "Cookie: b=1;a=2", "Cookie: a=3")),
                same(get("/queries/cookie", "Cookie: $Version=1; a=1; $Path=/")),
                same(get("/queries/cookie", "Cookie: a")),
                same(get("/queries/cookie", "Cookie: a=")),
                same(get("/queries/cookie", "Cookie: a=b=c")));
    }

    private static Stream<HttpCase> bodies() {
        return Stream.of(
                same(call("POST", "/bodies/echo")),
                same(call("POST", "/bodies/echo").with()),
                differs(
                        post("/bodies/echo", "application/json", ""),
                        HttpDifference.EMPTY_JSON,
                        "201 {'body':{}}",
                        "201 {'body':null}"),
                same(call("PUT", "/bodies/echo", "Content-Type: application/json")
                        .with("{\"a\":1}")),
                same(call("DELETE", "/bodies/echo", "Content-Type: application/json")
                        .with("{\"a\":1}")),
                same(post("/bodies/echo", "application/x-www-form-urlencoded", "a=1&b=x+y&a=2&c=%C3%A9")),
                differs(
                        post("/bodies/echo", "application/x-www-form-urlencoded", "a[b]=1&c[]=2"),
                        HttpDifference.NESTED_FORM,
                        "201 {'body':{'a':{'b':'1'},'c':['2']}}",
                        "201 {'body':{'a[b]':'1','c[]':'2'}}"),
                differs(
                        post("/bodies/echo", "application/x-www-form-urlencoded", "a=%zz"),
                        HttpDifference.ESCAPES,
                        "201 {'body':{'a':'%zz'}}",
                        "400 The body is not a valid form {error}"),
                differs(
                        post("/bodies/echo", "application/x-www-form-urlencoded; charset=iso-8859-1", "a=1"),
                        HttpDifference.ENCODINGS,
                        "201 {'body':{'a':'1'}}",
                        "415 The charset of the body is not supported (expected: utf-8) {error}"),
                differs(
                        post("/bodies/echo", "application/x-www-form-urlencoded; charset=koi8-r", "a=1"),
                        HttpDifference.ENCODINGS,
                        "415 unsupported charset \"KOI8-R\" {}",
                        "415 The charset of the body is not supported (expected: utf-8) {error}"),
                same(post("/bodies/member", "application/x-www-form-urlencoded", "name=Tom")),
                differs(
                        post("/bodies/echo", "text/plain", "hello"),
                        HttpDifference.CONTENT_TYPES,
                        "201 {'body':null}",
                        "201 {'body':'hello'}"),
                differs(
                        post("/bodies/echo", "application/xml", "<a/>"),
                        HttpDifference.CONTENT_TYPES,
                        "201 {'body':null}",
                        "415 The content type is not supported here (expected: application/json) {error}"),
                differs(
                        post("/bodies/echo", "application/octet-stream", "bytes"),
                        HttpDifference.CONTENT_TYPES,
                        "201 {'body':null}",
                        "415 The content type is not supported here (expected: application/json) {error}"),
                differs(
                        call("POST", "/bodies/echo").with((byte) 1, (byte) 2),
                        HttpDifference.CONTENT_TYPES,
                        "201 {'body':null}",
                        "415 The body has no content type (expected: application/json) {error}"),
                differs(
                        post("/bodies/echo", "nonsense", "hello"),
                        HttpDifference.CONTENT_TYPES,
                        "201 {'body':null}",
                        "415 The content type is not supported here (expected: application/json) {error}"),
                same(post("/bodies/ignored", "application/xml", "<a/>")),
                otherWords(post("/bodies/ignored", "application/json", "{")),
                otherWords(get("/values/text", "Content-Type: application/json").with("{")),
                differs(
                        json("/bodies/echo", "\"" + "x".repeat(100 * 1024) + "\""),
                        HttpDifference.PARSER_ERRORS,
                        "413 request entity too large {}",
                        "413 request entity too large {error}"),
                same(json("/bodies/echo", "{\"a\":\"" + "x".repeat(100 * 1024 - 8) + "\"}")),
                differs(
                        json("/bodies/ignored", "\"" + "x".repeat(200 * 1024) + "\""),
                        HttpDifference.PARSER_ERRORS,
                        "413 request entity too large {}",
                        "413 request entity too large {error}"),
                same(call("POST", "/bodies/echo", "Content-Type: application/json", "Transfer-Encoding: chunked")
                        .with("4\r\n{\"a\"\r\n3\r\n:1}\r\n0\r\n\r\n")),
                differs(
                        call("POST", "/bodies/echo", "Content-Type: application/json", "Transfer-Encoding: chunked")
                                .with("x\r\n{}\r\n0\r\n\r\n"),
                        HttpDifference.NO_HTTP,
                        "400",
                        "400 Bad Request {error}"),
                differs(
                        call("POST", "/bodies/echo", "Content-Type: application/json", "Content-Encoding: gzip")
                                .with(gzip("{\"a\":1}")),
                        HttpDifference.ENCODINGS,
                        "201 {'body':{'a':1}}",
                        "415 The content encoding of the body is not supported here (expected: none) {error}"),
                differs(
                        call("POST", "/bodies/echo", "Content-Type: application/json", "Content-Encoding: zip")
                                .with(gzip("{\"a\":1}")),
                        HttpDifference.ENCODINGS,
                        "415 unsupported content encoding \"zip\" {}",
                        "415 The content encoding of the body is not supported here (expected: none) {error}"),
                same(call("POST", "/bodies/echo", "Content-Type: application/json", "Content-Encoding: identity")
                        .with("{\"a\":1}")),
                differs(
                        call("POST", "/bodies/echo", "Content-Type: application/json; charset=utf-16le")
                                .with("{\"a\":1}".getBytes(UTF_16LE)),
                        HttpDifference.ENCODINGS,
                        "201 {'body':{'a':1}}",
                        "415 The charset of the body is not supported (expected: utf-8) {error}"),
                same(call("POST", "/bodies/echo", "Content-Type: application/json")
                        .with(bytes("{\"a\":\"", 0xC3, "\"}"))),
                same(call("POST", "/bodies/echo", "Content-Type: application/json", "Expect: 100-continue")
                        .with("{}")));
    }

    private static Stream<HttpCase> jsonBodies() {
        return Stream.of(
                same(json("/bodies/echo", "{\"a\":1,\"b\":[true,null,\"é\"]}")),
                same(json("/bodies/echo", "[1,2]")),
                same(json("/bodies/echo", "{}")),
                same(json("/bodies/echo", "[]")),
                differs(
                        json("/bodies/echo", "5"),
                        HttpDifference.JSON_VALUES,
                        "400 Unexpected token '5', \"5\" is not valid JSON {error}",
                        "201 {'body':5}"),
                differs(
                        json("/bodies/echo", "\"text\""),
                        HttpDifference.JSON_VALUES,
                        "400 Unexpected token '\"', \"\"text\"\" is not valid JSON {error}",
                        "201 {'body':'text'}"),
                differs(
                        json("/bodies/echo", "null"),
                        HttpDifference.JSON_VALUES,
                        "400 Unexpected token 'n', \"null\" is not valid JSON {error}",
                        "201 {'body':null}"),
                same(json("/bodies/echo", "  \n {\"a\":1} \n ")),
                otherWords(json("/bodies/echo", "   ")),
                otherWords(json("/bodies/echo", "{\"a\":1")),
                otherWords(json("/bodies/echo", "{'a':1}")),
                otherWords(json("/bodies/echo", "{\"a\":1}x")),
                otherWords(json("/bodies/echo", "{\"a\":1,}")),
                same(json("/bodies/echo", "{\"a\":1,\"a\":2}")),
                otherWords(json("/bodies/echo", "{\"a\":NaN}")),
                differs(
                        json("/bodies/echo", "{\"a\":1.0}"),
                        HttpDifference.NUMBERS,
                        "201 {'body':{'a':1}}",
                        "201 {'body':{'a':1.0}}"),
                same(json("/bodies/echo", "{\"a\":1e400}")),
                differs(
                        json("/bodies/echo", "{\"a\":9007199254740993}"),
                        HttpDifference.NUMBERS,
                        "201 {'body':{'a':9007199254740992}}",
                        "201 {'body':{'a':9007199254740993}}"),
                same(json("/bodies/echo", "\uFEFF{\"a\":1}")),
                same(json("/bodies/echo", "{\"a\":\"\\ud83d\\ude00\"}")),
                differs(
                        json("/bodies/ignored", "[".repeat(2_000) + "]".repeat(2_000)),
                        HttpDifference.DEPTH,
                        "201 read by nobody",
                        "400 The body is not valid JSON {error}"),
                same(post("/bodies/echo", "Application/JSON; Charset=\"UTF-8\"", "{\"a\":1}")),
                differs(
                        post("/bodies/echo", "application/json; charset=latin1", "{\"a\":1}"),
                        HttpDifference.ENCODINGS,
                        "415 unsupported charset \"LATIN1\" {}",
                        "415 The charset of the body is not supported (expected: utf-8) {error}"),
                differs(
                        post("/bodies/echo", "application/merge-patch+json", "{\"a\":1}"),
                        HttpDifference.CONTENT_TYPES,
                        "201 {'body':null}",
                        "201 {'body':{'a':1}}"),
                same(json("/bodies/member", "{\"name\":\"Tom\"}")),
                same(json("/bodies/member", "{}")),
                same(json("/bodies/member", "{\"name\":null}")),
                same(json("/bodies/member", "{\"name\":{\"first\":\"Tom\"}}")),
                same(json("/bodies/member", "[]")),
                same(call("POST", "/bodies/member")),
                same(json("/bodies/int", "{\"age\":\"12\"}")),
                same(json("/bodies/int", "{\"age\":12}")),
                otherWords(json("/bodies/int", "{\"age\":\"x\"}")),
                otherWords(json("/bodies/int", "{}")),
                same(json("/bodies/cat", "{\"name\":\"Tom\",\"age\":3}")),
                same(json("/bodies/cat", "{\"name\":\"Tom\",\"age\":3,\"extra\":1}")),
                otherWords(json("/bodies/cat", "{\"name\":\"\",\"age\":-1}")),
                differs(
                        json("/bodies/cat", "{\"name\":\"Tom\",\"age\":\"3\"}"),
                        HttpDifference.WRONG_TYPES,
                        "400 ['age must be an integer number','age must not be less than 0'] {error}",
                        "400 The payload does not fit at $.age (expected: a whole number) {error}"),
                differs(
                        json("/bodies/cat", "{\"name\":\"Tom\",\"age\":1.5}"),
                        HttpDifference.WRONG_TYPES,
                        "400 ['age must be an integer number'] {error}",
                        "400 The payload does not fit at $.age (expected: a whole number) {error}"),
                otherWords(json("/bodies/cat", "{}")),
                differs(
                        json("/bodies/cat", "[]"),
                        HttpDifference.WRONG_TYPES,
                        "400 ['name should not be empty','age must be an integer number','age must not be less than 0'] {error}",
                        "400 The payload does not fit at $ (expected: an object) {error}"),
                otherWords(call("POST", "/bodies/cat")));
    }

    private static byte[] bytes(String before, int octet, String after) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(UTF_8));
        bytes.write(octet);
        bytes.writeBytes(after.getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
