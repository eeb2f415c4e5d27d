#include "cli/output.h"

#include "cli/visible.h"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <cerrno>

namespace kartei::cli {

namespace {

constexpr std::size_t margin_width = 14;

[[noreturn]] void fail_with_errno() {
    if (errno == EPIPE) throw ClosedPipe();
    throw OutputFailure(errno);
}

/// `  wo:       liste.csv:17` with further lines below the first.
std::string hint(std::string_view label, std::string_view text, std::size_t width) {
    if (text.empty()) return {};
    constexpr std::size_t column = 12;
    std::string out;
    for (const auto& line : wrapped(visible(text, LineBreaks::allowed), width - column)) {
        out += out.empty() ? "  " + padded(label, column - 2) : std::string(column, ' ');
        out += line + "\n";
    }
    return out;
}

}  // namespace

void Output::write(std::string_view text) {
    errno = 0;
    if (std::fwrite(text.data(), 1, text.size(), out_) != text.size()) fail_with_errno();
}

void Output::paragraph(std::string_view text, std::size_t indent) {
    const std::size_t width = screen_.text_width() - std::min(indent, screen_.text_width() / 2);
    for (const auto& line : wrapped(visible(text, LineBreaks::allowed), width)) {
        write(line.empty() ? "\n" : std::string(indent, ' ') + line + "\n");
    }
}

void Output::labelled(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    std::string shown = inked(padded(label, margin_width), Ink::dim, screen_.colours);
    const std::size_t left = 2 + margin_width;
    const std::size_t width = screen_.text_width() > left + 10 ? screen_.text_width() - left : 10;
    for (const auto& line : wrapped(visible(text, LineBreaks::allowed), width)) {
        write(fmt::format("  {}{}\n", shown, line));
        shown.assign(margin_width, ' ');
    }
}

void Output::json(const boost::json::object& value) {
    write(visible_json(boost::json::serialize(value)) + "\n");
}

void Output::json(const boost::json::object& value, std::string_view list_name, std::size_t items,
                  const std::function<boost::json::object(std::size_t at)>& item) {
    std::string text = boost::json::serialize(value);
    text.pop_back();
    if (!value.empty()) text += ',';
    text += boost::json::serialize(boost::json::string(list_name)) + ":[";
    write(visible_json(text));
    for (std::size_t at = 0; at < items; ++at) {
        if (at > 0) write(",");
        write(visible_json(boost::json::serialize(item(at))));
    }
    write("]}\n");
}

Exit Output::refuse(const Error& error) {
    say(word_of(error.code), error);
    return exit_of(error.code);
}

Exit Output::break_down(const Message& what, std::string_view detail) {
    return break_down(
        what, detail,
        {"Rufen Sie `kartei verify` auf: es sagt, ob die Daten unversehrt sind. Was nicht bestätigt war, "
         "ist nicht gespeichert.",
         "Run `kartei verify`: it tells whether the data is intact. What was not confirmed is not "
         "stored."});
}

Exit Output::break_down(const Message& what, std::string_view detail, const Message& next) {
    say("breakage",
        {.code = ErrorCode::unavailable, .what = what, .where = std::string(detail), .next = next});
    return Exit::breakage;
}

void Output::say(std::string_view code, const Error& error) {
    end_progress();
    if (is_json()) {
        json({{"error",
               {{"code", code},
                {"message", in(error.what, language())},
                {"where", error.where},
                {"next", way_out(error.next, error.command, language())}}}});
        return;
    }
    const bool german = language() == Language::de;
    std::string text;
    for (const auto& line :
         wrapped(visible("kartei: " + in(error.what, language()), LineBreaks::allowed), 110)) {
        text += line + "\n";
    }
    text += hint(german ? "wo:" : "where:", error.where, 110);
    text += hint(german ? "was tun:" : "do next:", way_out(error.next, error.command, language()), 110);
    std::fflush(out_);
    std::fwrite(text.data(), 1, text.size(), err_);
    std::fflush(err_);
}

void Output::progress(std::string_view line) {
    if (!screen_.shows_progress) return;
    fmt::print(err_, "\r{}\x1b[K", line);
    std::fflush(err_);
    progress_shown_ = true;
}

void Output::end_progress() {
    if (!progress_shown_) return;
    std::fputs("\r\x1b[K", err_);
    std::fflush(err_);
    progress_shown_ = false;
}

void Output::flush() {
    errno = 0;
    if (std::fflush(out_) != 0) fail_with_errno();
}

}  // namespace kartei::cli
