// The line to a PostgreSQL server: statements are sent ahead in pipeline mode and answers are awaited with a
// deadline. Knows failures and transactions' ends, but neither parameters' types nor rows.
#pragma once

#include "store/failure.h"

#include <libpq-fe.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::store {

struct ResultCleaner {
    void operator()(PGresult* result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ResultCleaner>;

/// Values of one execution, all binary. The arrays belong to the caller.
struct WireValues {
    int count = 0;
    const char* const* values = nullptr;
    const int* lengths = nullptr;
    const int* formats = nullptr;
};

class PostgresqlLink {
public:
    /// Rows that wait for company. They are sent before anything else is.
    class Waiting {
    public:
        virtual ~Waiting() = default;
        virtual std::size_t place() const = 0;  ///< rows of a lower one are sent before
        virtual void send() = 0;
        virtual void drop() noexcept = 0;
    };

    /// Takes over an open connection.
    PostgresqlLink(PGconn* connection, int deadline_ms);
    PostgresqlLink(const PostgresqlLink&) = delete;
    PostgresqlLink& operator=(const PostgresqlLink&) = delete;
    ~PostgresqlLink();

    bool broken() const { return broken_; }
    void set_deadline(int deadline_ms) { deadline_ms_ = deadline_ms; }

    /// Sends ahead. `label` is the statement in messages and must live until the next `wait`. What failed
    /// before and is known already is thrown here.
    void send_prepared(const std::string& name, const WireValues& values, const std::string& label);
    void send_control(const std::string& statement);

    /// One row more of `rows`, of so many bytes, is to be sent with the next statement that does not wait.
    /// `rows` lives until then, or until `undo` or `abandon`.
    void hold(Waiting& rows, std::size_t bytes);

    /// Waits for all answers; throws the first failure among them, or gives the last answer.
    ResultHandle wait();

    /// Prepares a statement and describes it; waits.
    ResultHandle prepare(const std::string& name, const std::string& text, const std::string& label);

    /// Several statements without parameters, outside of the pipeline; gives the last one's answer.
    ResultHandle run_script(const std::string& statements);

    /// COMMIT after all that was sent ahead. commit_unknown where no answer came, or where the server says
    /// that it did not wait for its standby.
    void commit();

    /// ROLLBACK [TO …], whatever has failed before; only that a connection is lost or the savepoint missing
    /// is thrown.
    void undo(const std::string& statement);

    /// Gives the line up: `broken` from now on.
    void abandon() noexcept;

private:
    struct Pending {
        enum class Kind : std::uint8_t { statement, description, control, sync };
        Kind kind = Kind::statement;
        const std::string* label = nullptr;
        std::string control = {};
    };

    static void on_notice(void* link, const PGresult* notice);

    void send_waiting();
    void drop_waiting() noexcept;
    void enter_pipeline();
    void leave_pipeline();
    void sent(int code, Pending pending);
    void mark_end();
    void keep_window();
    void receive_all();
    void receive_front();
    ResultHandle next_result();
    void keep(ResultHandle result, const Pending& pending);
    void note_failure(const PGresult* result, const std::string& label);
    void throw_failure();
    void wait_for_socket(std::int64_t until_ms);
    [[noreturn]] void lose(std::string_view why);
    std::string front_label() const;

    PGconn* connection_;
    int deadline_ms_;
    bool broken_ = false;
    bool committing_ = false;
    bool warned_ = false;  ///< a WARNING came while COMMIT was under way
    std::vector<Waiting*> waiting_;
    std::size_t waiting_rows_ = 0;
    std::size_t waiting_bytes_ = 0;
    std::deque<Pending> pending_;
    std::size_t since_end_ = 0;  ///< statements sent since the last sync mark
    ResultHandle last_;
    bool last_failed_ = false;
    std::exception_ptr failure_;  ///< the first one not thrown yet
};

/// The kind a SQLSTATE stands for (PostgreSQL, appendix A).
FailureKind sqlstate_kind(std::string_view sqlstate);

}  // namespace kartei::store
