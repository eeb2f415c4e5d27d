#include "http/tls.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace kartei::http {

namespace {

constexpr std::array<unsigned char, 9> http_1_1 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

/// RFC 7301 section 3.2: who speaks other protocols alone is sent away.
int choose_protocol(SSL* /*connection*/, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned offered_size, void* /*unused*/) {
    unsigned char* found = nullptr;
    const int result =
        SSL_select_next_proto(&found, chosen_size, http_1_1.data(), http_1_1.size(), offered, offered_size);
    *chosen = found;
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

/// Without it OpenSSL asks for the password of a key at the terminal.
int no_password(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*unused*/) {
    return -1;
}

Result<void> check_file(const std::filesystem::path& file) {
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0) {
        const int reason = errno;
        const auto code = reason == ENOENT ? ErrorCode::not_found : ErrorCode::forbidden;
        return fail(code,
                    {fmt::format("Die Datei für TLS lässt sich nicht öffnen: {}.", std::strerror(reason)),
                     fmt::format("The file for TLS cannot be opened: {}.", std::strerror(reason))},
                    file.string(), {"Prüfen Sie Pfad und Rechte.", "Check path and permissions."});
    }
    return {};
}

Result<void> check_key_file(const std::filesystem::path& file) {
    TRY(check_file(file));
    struct stat status{};
    if (::stat(file.c_str(), &status) == 0 && (status.st_mode & S_IRWXO) != 0) {
        return fail(
            ErrorCode::forbidden,
            {"Den Schlüssel für TLS dürfen alle auf diesem Rechner lesen.",
             "Everybody on this machine may read the key for TLS."},
            file.string(),
            {"Nehmen Sie den anderen die Rechte (chmod o= DATEI) und erwägen Sie einen neuen Schlüssel.",
             "Take the rights of others away (chmod o= FILE) and consider a new key."});
    }
    return {};
}

std::unexpected<Error> bad_certificate(const std::filesystem::path& file) {
    return fail(ErrorCode::invalid,
                {"Die Datei enthält kein lesbares Zertifikat.", "The file holds no readable certificate."},
                file.string(),
                {"Geben Sie die Kette im PEM-Format, das eigene Zertifikat zuerst (oft fullchain.pem).",
                 "Give the chain as PEM, the own certificate first (often fullchain.pem)."});
}

std::unexpected<Error> bad_key(const std::filesystem::path& file) {
    return fail(ErrorCode::invalid,
                {"Die Datei enthält keinen lesbaren Schlüssel, oder einen mit Kennwort.",
                 "The file holds no readable key, or one with a password."},
                file.string(),
                {"Geben Sie den privaten Schlüssel im PEM-Format ohne Kennwort (oft privkey.pem).",
                 "Give the private key as PEM without a password (often privkey.pem)."});
}

std::unexpected<Error> bad_pair(const std::filesystem::path& file) {
    return fail(
        ErrorCode::invalid,
        {"Schlüssel und Zertifikat gehören nicht zusammen.", "Key and certificate do not belong together."},
        file.string(),
        {"Geben Sie beide Dateien desselben Zertifikats.", "Give both files of the same certificate."});
}

}  // namespace

void TlsContext::Free::operator()(ssl_ctx_st* context) const {
    SSL_CTX_free(context);
}

Result<TlsContext::Context> TlsContext::read(const TlsFiles& files) {
    TRY(check_file(files.certificate));
    TRY(check_key_file(files.key));
    Context context(SSL_CTX_new(TLS_server_method()));
    if (!context || SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION) != 1) {
        return fail(ErrorCode::unavailable,
                    {"OpenSSL bietet hier kein TLS 1.3.", "OpenSSL does not offer TLS 1.3 here."}, "",
                    {"Prüfen Sie die Einstellungen von OpenSSL (openssl.cnf).",
                     "Check the settings of OpenSSL (openssl.cnf)."});
    }
    SSL_CTX_set_default_passwd_cb(context.get(), no_password);
    SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
    // Idle connections keep no buffers; a write goes on from wherever its bytes lie by then.
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                        SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    const bool has_chain = SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) == 1;
    const bool has_key =
        has_chain && SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) == 1;
    const bool other_pair = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
    ERR_clear_error();
    if (!has_chain) return bad_certificate(files.certificate);
    if (!has_key) return other_pair ? bad_pair(files.key) : bad_key(files.key);
    return context;
}

Result<std::unique_ptr<TlsContext>> TlsContext::load(TlsFiles files) {
    auto context = TRY(read(files));
    return std::unique_ptr<TlsContext>(new TlsContext(std::move(files), std::move(context)));
}

Result<void> TlsContext::reload() {
    auto context = TRY(read(files_));
    const std::scoped_lock lock(guard_);
    context_.swap(context);
    return {};
}

ssl_st* TlsContext::new_connection() {
    const std::scoped_lock lock(guard_);
    return SSL_new(context_.get());
}

}  // namespace kartei::http
