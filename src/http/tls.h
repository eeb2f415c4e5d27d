// The server's certificate and how it speaks TLS: version 1.3 alone (RFC 8446), ALPN http/1.1 (RFC 7301), no
// client certificates, no early data. The certificate can be changed while connections live.
#pragma once

#include "base/result.h"
#include "http/server.h"

#include <memory>
#include <mutex>

struct ssl_ctx_st;  // OpenSSL's SSL_CTX
struct ssl_st;      // OpenSSL's SSL

namespace kartei::http {

class TlsContext {
public:
    /// Reads both files. `not_found`, `forbidden` or `invalid` where they are not what they should be.
    static Result<std::unique_ptr<TlsContext>> load(TlsFiles files);

    /// Reads them again; a failure leaves everything as it is.
    Result<void> reload();

    /// State for one connection, of the newest certificate; the caller owns it. Null where memory is short.
    ssl_st* new_connection();

private:
    struct Free {
        void operator()(ssl_ctx_st* context) const;
    };
    using Context = std::unique_ptr<ssl_ctx_st, Free>;

    TlsContext(TlsFiles files, Context context) : files_(std::move(files)), context_(std::move(context)) {}
    static Result<Context> read(const TlsFiles& files);

    TlsFiles files_;
    std::mutex guard_;  ///< of context_
    Context context_;
};

}  // namespace kartei::http
