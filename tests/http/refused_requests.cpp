#include "tests/http/refused_requests.h"

namespace kartei::http {

namespace {

std::string many_headers() {
    std::string headers;
    for (int i = 0; i < 101; ++i) headers += "X" + std::to_string(i) + ": a\r\n";
    return headed(headers);
}

}  // namespace

std::string headed(const std::string& headers) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

std::string line(const std::string& request_line) {
    return request_line + "\r\nHost: a\r\n\r\n";
}

std::string chunked(const std::string& chunks) {
    return headed("Transfer-Encoding: chunked\r\n") + chunks;
}

const std::vector<Refused>& refused_smuggling() {
    static const std::vector<Refused> all = {
        {"length_and_chunked", headed("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
         400},
        {"chunked_and_length", headed("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n") + "0\r\n\r\n",
         400},
        {"gzip_and_length", headed("Transfer-Encoding: gzip\r\nContent-Length: 3\r\n") + "abc", 400},
        {"two_lengths", headed("Content-Length: 3\r\nContent-Length: 4\r\n") + "abc", 400},
        {"same_length_twice", headed("Content-Length: 3\r\nContent-Length: 3\r\n") + "abc", 400},
        {"list_of_lengths", headed("Content-Length: 3, 3\r\n") + "abc", 400},
        {"negative_length", headed("Content-Length: -1\r\n"), 400},
        {"signed_length", headed("Content-Length: +3\r\n") + "abc", 400},
        {"hexadecimal_length", headed("Content-Length: 0x3\r\n") + "abc", 400},
        {"blank_in_length", headed("Content-Length: 1 2\r\n") + "abc", 400},
        {"empty_length", headed("Content-Length:\r\n"), 400},
        {"huge_length", headed("Content-Length: 18446744073709551617\r\n") + "a", 400},
        {"blank_before_colon", headed("Content-Length : 3\r\n") + "abc", 400},
        {"tab_before_colon", headed("Transfer-Encoding\t: chunked\r\n") + "0\r\n\r\n", 400},
        {"folded_header", headed("X: a\r\n b\r\n"), 400},
        {"folded_with_tab", headed("Transfer-Encoding:\r\n\tchunked\r\n") + "0\r\n\r\n", 400},
        {"folded_first_header", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        {"bare_line_feed", "GET / HTTP/1.1\nHost: a\n\n", 400},
        {"one_bare_line_feed", headed("X: a\nContent-Length: 3\r\n"), 400},
        {"bare_carriage_return", headed("X: a\rContent-Length: 3\r\n"), 400},
        {"carriage_return_twice", headed("X: a\r\r\n"), 400},
        {"vertical_tab_in_coding",
         headed("Transfer-Encoding: \x0B"
                "chunked\r\n") +
             "0\r\n\r\n",
         400},
        {"coding_twice", headed("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
         400},
        {"chunked_twice", headed("Transfer-Encoding: chunked, chunked\r\n") + "0\r\n\r\n", 400},
        {"empty_coding", headed("Transfer-Encoding:\r\n"), 400},
        {"coding_in_1_0", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"unknown_coding", headed("Transfer-Encoding: gzip\r\n"), 501},
        {"gzip_then_chunked", headed("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n", 501},
        {"chunked_then_identity", headed("Transfer-Encoding: chunked, identity\r\n") + "0\r\n\r\n", 501},
        {"quoted_coding", headed("Transfer-Encoding: \"chunked\"\r\n") + "0\r\n\r\n", 501},
        {"length_with_letter", headed("Content-Length: 3a\r\n") + "abc", 400},
        {"length_with_point", headed("Content-Length: 3.0\r\n") + "abc", 400},
        {"length_in_quotes", headed("Content-Length: \"3\"\r\n") + "abc", 400},
        {"length_and_coding_of_another_case",
         headed("CONTENT-LENGTH: 3\r\ntransfer-encoding: CHUNKED\r\n") + "0\r\n\r\n", 400},
        {"lengths_of_two_cases", headed("Content-Length: 3\r\ncontent-length: 3\r\n") + "abc", 400},
        {"length_behind_nul", headed("Content-Length: " + std::string(1, '\0') + "3\r\n") + "abc", 400},
        {"coding_with_parameter", headed("Transfer-Encoding: chunked;a=b\r\n") + "0\r\n\r\n", 501},
        {"coding_behind_comma", headed("Transfer-Encoding: ,chunked\r\n") + "0\r\n\r\n", 400},
        {"misspelt_coding", headed("Transfer-Encoding: xchunked\r\n") + "0\r\n\r\n", 501},
    };
    return all;
}

const std::vector<Refused>& refused_chunks() {
    static const std::vector<Refused> all = {
        {"no_hex", chunked("x\r\n"), 400},
        {"prefix", chunked("0x3\r\nabc\r\n0\r\n\r\n"), 400},
        {"sign", chunked("+3\r\nabc\r\n0\r\n\r\n"), 400},
        {"blank_behind", chunked("3 \r\nabc\r\n0\r\n\r\n"), 400},
        {"line_feed_alone", chunked("3\nabc\r\n0\r\n\r\n"), 400},
        {"no_break_behind_data", chunked("3\r\nabcd\r\n0\r\n\r\n"), 400},
        {"minus", chunked("-3\r\nabc\r\n0\r\n\r\n"), 400},
        {"underscore", chunked("1_0\r\nabc\r\n0\r\n\r\n"), 400},
        {"blank_before", chunked(" 3\r\nabc\r\n0\r\n\r\n"), 400},
        {"no_size", chunked("\r\nabc\r\n0\r\n\r\n"), 400},
        {"only_extension", chunked(";a=b\r\n0\r\n\r\n"), 400},
        {"carriage_return_alone", chunked("3\rabc\r\n0\r\n\r\n"), 400},
        {"line_feed_behind_data", chunked("3\r\nabc\n0\r\n\r\n"), 400},
        {"nul_in_extension", chunked("3;a=" + std::string(1, '\0') + "\r\nabc\r\n0\r\n\r\n"), 400},
        {"coding_in_trailer", chunked("0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400},
        {"bare_trailer", chunked("0\r\nX\r\n\r\n"), 400},
        {"overflow", chunked("FFFFFFFFFFFFFFFFF\r\n"), 400},
        {"line_feed_in_quotes", chunked("3;a=\"\n\"\r\nabc\r\n0\r\n\r\n"), 400},
        {"folded_trailer", chunked("0\r\nX: a\n b\r\n\r\n"), 400},
        {"length_in_trailer", chunked("0\r\nContent-Length: 3\r\n\r\n"), 400},
        {"endless_extension", chunked("3;" + std::string(20'000, 'a')), 431},
        {"endless_trailer", chunked("0\r\nX: " + std::string(20'000, 'a')), 431},
        {"too_much", chunked("100001\r\n" + std::string(0x100001, 'a') + "\r\n0\r\n\r\n"), 413},
    };
    return all;
}

const std::vector<Refused>& refused_lines() {
    static const std::vector<Refused> all = {
        {"nonsense", "hello\r\n\r\n", 400},
        {"http_0_9", "GET /\r\n\r\n", 400},
        {"two_blanks", line("GET  / HTTP/1.1"), 400},
        {"tab", line("GET\t/ HTTP/1.1"), 400},
        {"blank_behind_version", line("GET / HTTP/1.1 "), 400},
        {"lower_case_version", line("GET / http/1.1"), 400},
        {"http_2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"http_3", line("GET / HTTP/3.0"), 505},
        {"http_1_2", line("GET / HTTP/1.2"), 400},
        {"tls_hello", std::string("\x16\x03\x01\x00\xA5\x01\x00\x00\xA1\x03\x03", 11), 400},
        {"no_version", line("GET / "), 400},
        {"version_without_minor", line("GET / HTTP/1"), 400},
        {"version_with_two_digits", line("GET / HTTP/1.10"), 400},
        {"other_protocol", line("GET / ICY/1.1"), 400},
        {"blank_first", line(" GET / HTTP/1.1"), 400},
        {"line_feed_behind_first_line", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
        {"nul_in_method", line("G" + std::string(1, '\0') + "T / HTTP/1.1"), 400},
        {"colon_in_method", line("GET: / HTTP/1.1"), 400},
        {"long_method", line(std::string(200, 'A') + " / HTTP/1.1"), 501},
        {"ssh", "SSH-2.0-OpenSSH_9.2\r\n\r\n", 400},
        {"smtp", "EHLO a\r\n\r\n", 400},
        {"options", line("OPTIONS * HTTP/1.1"), 405},
        {"trace", line("TRACE / HTTP/1.1"), 405},
        {"connect", line("CONNECT a:443 HTTP/1.1"), 405},
        {"unknown_method", line("BREW / HTTP/1.1"), 501},
        {"lower_case_method", line("get / HTTP/1.1"), 501},
        {"long_target", line("GET /" + std::string(9000, 'a') + " HTTP/1.1"), 414},
        {"endless_target", "GET /" + std::string(9000, 'a'), 414},
        {"long_header", headed("X: " + std::string(17'000, 'a') + "\r\n"), 431},
        {"endless_header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(17'000, 'a'), 431},
        {"many_headers", many_headers(), 431},
        {"nul", headed("X: a" + std::string(1, '\0') + "b\r\n"), 400},
        {"control", headed("X: a\x01\r\n"), 400},
        {"delete", headed("X: a\x7F\r\n"), 400},
        {"no_utf_8", headed("X: a\xFF\r\n"), 400},
        {"no_name", headed(": a\r\n"), 400},
        {"blank_in_name", headed("X Y: a\r\n"), 400},
        {"slash_in_name", headed("X/Y: a\r\n"), 400},
        {"nul_in_name", headed("X" + std::string(1, '\0') + ": a\r\n"), 400},
        {"two_origins", headed("Origin: http://a\r\nOrigin: http://b\r\n"), 400},
        {"two_expectations", headed("Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"),
         400},
        {"no_colon", headed("X\r\n"), 400},
        {"name_beyond_ascii", headed("\xC3\xA4: a\r\n"), 400},
        {"unknown_expectation", headed("Expect: pancakes\r\nContent-Length: 1\r\n"), 417},
        {"long_body", headed("Content-Length: 1048577\r\n"), 413},
        {"two_cookies", headed("Cookie: a=b\r\nCookie: a=c\r\n"), 400},
    };
    return all;
}

const std::vector<Refused>& refused_targets() {
    static const std::vector<Refused> all = {
        {"no_host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"two_hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
        {"empty_host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"list_of_hosts", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
        {"host_with_path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"host_with_user", "GET / HTTP/1.1\r\nHost: me@a\r\n\r\n", 400},
        {"host_with_bad_port", "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n", 400},
        {"two_dots", line("GET /a/../b HTTP/1.1"), 400},
        {"encoded_dots", line("GET /a/%2e%2E/b HTTP/1.1"), 400},
        {"one_dot", line("GET /./a HTTP/1.1"), 400},
        {"encoded_slash", line("GET /a%2fb HTTP/1.1"), 400},
        {"backslash", line("GET /a\\b HTTP/1.1"), 400},
        {"encoded_nul", line("GET /a%00 HTTP/1.1"), 400},
        {"encoded_control", line("GET /a%0d%0aX HTTP/1.1"), 400},
        {"no_utf_8", line("GET /a%ff HTTP/1.1"), 400},
        {"overlong", line("GET /%c0%ae%c0%ae/ HTTP/1.1"), 400},
        {"overlong_of_three", line("GET /%e0%80%af HTTP/1.1"), 400},
        {"surrogate", line("GET /%ed%a0%80 HTTP/1.1"), 400},
        {"encoded_backslash", line("GET /a%5cb HTTP/1.1"), 400},
        {"encoded_delete", line("GET /a%7f HTTP/1.1"), 400},
        {"escape_without_hex", line("GET /a%zz HTTP/1.1"), 400},
        {"escape_of_another_kind", line("GET /a%u0041 HTTP/1.1"), 400},
        {"blank_in_target", line("GET /a b HTTP/1.1"), 400},
        {"authority", line("GET a:80 HTTP/1.1"), 400},
        {"scheme_without_host", line("GET http:/// HTTP/1.1"), 400},
        {"host_with_blank", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
        {"broken_escape", line("GET /a%4 HTTP/1.1"), 400},
        {"empty_segment", line("GET /a//b HTTP/1.1"), 400},
        {"fragment", line("GET /a#b HTTP/1.1"), 400},
        {"beyond_ascii", line("GET /\xC3\xA4 HTTP/1.1"), 400},
        {"no_slash", line("GET a HTTP/1.1"), 400},
        {"star", line("GET * HTTP/1.1"), 400},
        {"other_scheme", line("GET ftp://a/ HTTP/1.1"), 400},
        {"other_host", line("GET http://b/ HTTP/1.1"), 400},
        {"target_with_user", line("GET http://me@a/ HTTP/1.1"), 400},
    };
    return all;
}

}  // namespace kartei::http
