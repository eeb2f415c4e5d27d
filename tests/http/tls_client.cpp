#include "tests/http/tls_client.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <sys/socket.h>
#include <sys/time.h>

#include <array>

namespace kartei::http {

namespace {

template <auto Function>
struct FreeWith {
    template <class T>
    void operator()(T* object) const {
        Function(object);
    }
};

using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;

std::string content(const Bio& bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

}  // namespace

Certificate make_certificate(const std::string& name) {
    const std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>> key(EVP_EC_gen("P-256"));
    const std::unique_ptr<X509, FreeWith<X509_free>> certificate(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* const subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const Bio certificate_pem(BIO_new(BIO_s_mem()));
    const Bio key_pem(BIO_new(BIO_s_mem()));
    const Bio encrypted_pem(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificate_pem.get(), certificate.get());
    PEM_write_bio_PrivateKey(key_pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    const std::string password = "geheim";
    PEM_write_bio_PrivateKey(encrypted_pem.get(), key.get(), EVP_aes_256_cbc(),
                             reinterpret_cast<const unsigned char*>(password.data()),
                             static_cast<int>(password.size()), nullptr, nullptr);
    return {content(certificate_pem), content(key_pem), content(encrypted_pem)};
}

void TlsClient::Free::operator()(ssl_st* connection) const {
    SSL_free(connection);
}

void TlsClient::Free::operator()(ssl_ctx_st* context) const {
    SSL_CTX_free(context);
}

TlsClient::TlsClient(std::uint16_t port, const TlsWishes& wishes)
    : socket_(port), context_(SSL_CTX_new(TLS_client_method())) {
    if (wishes.max_version_1_2) SSL_CTX_set_max_proto_version(context_.get(), TLS1_2_VERSION);
    const timeval patience{.tv_sec = patience_ms / 1000, .tv_usec = 0};
    ::setsockopt(socket_.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    tls_.reset(SSL_new(context_.get()));
    SSL_set_alpn_protos(tls_.get(), reinterpret_cast<const unsigned char*>(wishes.alpn.data()),
                        static_cast<unsigned>(wishes.alpn.size()));
    SSL_set_fd(tls_.get(), socket_.descriptor());
    connected_ = SSL_connect(tls_.get()) == 1;
}

std::string TlsClient::protocol() const {
    return SSL_get_version(tls_.get());
}

std::string TlsClient::name() const {
    const std::unique_ptr<X509, FreeWith<X509_free>> certificate(SSL_get1_peer_certificate(tls_.get()));
    if (!certificate) return {};
    std::array<char, 256> text{};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, text.data(),
                              static_cast<int>(text.size()));
    return text.data();
}

std::string TlsClient::alpn() const {
    const unsigned char* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(tls_.get(), &chosen, &size);
    return size == 0 ? std::string() : std::string(reinterpret_cast<const char*>(chosen), size);
}

RawAnswer TlsClient::ask(std::string_view bytes) {
    if (SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size())) <= 0) return {};
    std::array<char, 16'384> buffer;
    for (;;) {
        if (auto answer = take_answer(received_)) return *answer;
        const int count = SSL_read(tls_.get(), buffer.data(), static_cast<int>(buffer.size()));
        if (count <= 0) return {};
        received_.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

bool TlsClient::ended_cleanly() {
    char byte = 0;
    const int count = SSL_read(tls_.get(), &byte, 1);
    return count <= 0 && SSL_get_error(tls_.get(), count) == SSL_ERROR_ZERO_RETURN;
}

}  // namespace kartei::http
