#include "app/breakage.h"

#include "store/failure.h"

namespace kartei::app {

namespace {

Breakage passing(Message what, Message next) {
    return {.error = {.code = ErrorCode::unavailable,
                      .what = std::move(what),
                      .where = {},
                      .next = std::move(next)},
            .may_pass = true};
}

Breakage words_of(const store::StoreFailure& failure) {
    using Kind = store::FailureKind;
    const Message tell_operator{"Sagen Sie es denen, die kartei betreiben.", "Tell those who run kartei."};
    switch (failure.kind()) {
        case Kind::busy:
        case Kind::serialization:
        case Kind::connection_lost:
            return passing({"Die Datenbank ist gerade nicht zu haben; es wurde nichts gespeichert.",
                            "The database is not available just now; nothing was stored."},
                           {"Versuchen Sie es gleich noch einmal.", "Try again in a moment."});
        case Kind::full:
            return passing(
                {"Auf dem Laufwerk der Datenbank ist kein Platz mehr; es wurde nichts gespeichert.",
                 "The drive of the database has no space left; nothing was stored."},
                tell_operator);
        case Kind::read_only:
            return passing({"Die Datenbank lässt sich nur lesen; es wurde nichts gespeichert.",
                            "The database is read-only; nothing was stored."},
                           tell_operator);
        case Kind::commit_unknown:
            return passing({"Die Datenbank versagte beim Speichern: ob es gespeichert ist, ist offen.",
                            "The database failed while storing: whether it is stored is open."},
                           {"Wiederholen Sie es mit demselben Idempotency-Key: getan wird es nur einmal.",
                            "Repeat it with the same Idempotency-Key: it is done only once."});
        default: break;
    }
    return {.error = {.code = ErrorCode::unavailable,
                      .what = {"Die Datenbank versagt den Dienst; es wurde nichts gespeichert.",
                               "The database fails; nothing was stored."},
                      .where = {},
                      .next = tell_operator}};
}

}  // namespace

Breakage words_of_breakage(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const store::StoreFailure& store) {
        return words_of(store);
    } catch (...) {
        return {.error = {.code = ErrorCode::unavailable,
                          .what = {"In kartei ist etwas zerbrochen.", "Something broke inside kartei."},
                          .where = {},
                          .next = {"Sagen Sie es denen, die kartei betreiben, mit der Nummer der Anfrage.",
                                   "Tell those who run kartei, with the number of the request."}}};
    }
}

}  // namespace kartei::app
