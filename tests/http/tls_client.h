// A TLS client and self-signed certificates for the tests, straight from OpenSSL.
#pragma once

#include "tests/http/raw_client.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct ssl_st;
struct ssl_ctx_st;

namespace kartei::http {

struct Certificate {
    std::string certificate_pem;
    std::string key_pem;
    std::string encrypted_key_pem;
};

/// Self-signed, for an hour, with a key of its own.
Certificate make_certificate(const std::string& name);

struct TlsWishes {
    bool max_version_1_2 = false;
    std::string_view alpn = "\x08http/1.1";  ///< as it goes over the wire; empty: none
};

/// Checks no certificate; tells its name instead.
class TlsClient {
public:
    explicit TlsClient(std::uint16_t port, const TlsWishes& wishes = {});

    bool connected() const { return connected_; }
    std::string protocol() const;
    std::string name() const;
    std::string alpn() const;
    RawAnswer ask(std::string_view bytes);
    /// Whether the other end said that it closes.
    bool ended_cleanly();

private:
    struct Free {
        void operator()(ssl_st* connection) const;
        void operator()(ssl_ctx_st* context) const;
    };

    RawClient socket_;
    std::unique_ptr<ssl_ctx_st, Free> context_;
    std::unique_ptr<ssl_st, Free> tls_;
    std::string received_;
    bool connected_ = false;
};

}  // namespace kartei::http
