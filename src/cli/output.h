// Where answers and refusals are written. Answers go to standard output, refusals to standard error; with
// --json both are JSON on standard output, a line each. A reader who goes away ends the program quietly.
#pragma once

#include "cli/exit_code.h"
#include "cli/screen.h"

#include <boost/json/object.hpp>

#include <cstdio>
#include <exception>
#include <functional>
#include <string>
#include <string_view>

namespace kartei::cli {

/// Nobody reads the output any more (EPIPE).
class ClosedPipe : public std::exception {
public:
    const char* what() const noexcept override { return "closed pipe"; }
};

/// The output cannot be written: disk full, device gone. `code` is errno.
class OutputFailure : public std::exception {
public:
    explicit OutputFailure(int code) : code_(code) {}
    int code() const { return code_; }
    const char* what() const noexcept override { return "output cannot be written"; }

private:
    int code_;
};

class Output {
public:
    Output(Screen screen, std::FILE* out, std::FILE* err) : screen_(screen), out_(out), err_(err) {}

    const Screen& screen() const { return screen_; }
    Screen& screen() { return screen_; }
    Language language() const { return screen_.language; }
    bool is_json() const { return screen_.form == Form::json; }

    /// As it is. Throws ClosedPipe and OutputFailure, as everything below does.
    void write(std::string_view text);
    /// Made visible, wrapped, each line behind `indent` blanks.
    void paragraph(std::string_view text, std::size_t indent = 0);
    /// A label and, beside it, wrapped text; nothing where the text is empty.
    void labelled(std::string_view label, std::string_view text);
    void json(const boost::json::object& value);
    /// An object with, as its last member, a list that may be long: its items are made one by one.
    void json(const boost::json::object& value, std::string_view list_name, std::size_t items,
              const std::function<boost::json::object(std::size_t at)>& item);

    /// Says what happened, where and what to do next, and gives the exit code for it.
    Exit refuse(const Error& error);
    /// Something went wrong that is nobody's input: exit code 70.
    Exit break_down(const Message& what, std::string_view detail);
    Exit break_down(const Message& what, std::string_view detail, const Message& next);

    /// Rewrites one line of standard error; nothing where that is no terminal.
    void progress(std::string_view line);
    void end_progress();

    /// Hands everything over to the system.
    void flush();

private:
    void say(std::string_view code, const Error& error);

    Screen screen_;
    std::FILE* out_;
    std::FILE* err_;
    bool progress_shown_ = false;
};

}  // namespace kartei::cli
