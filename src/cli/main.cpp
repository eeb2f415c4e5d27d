// kartei: the program.
#include "cli/program.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace {

/// A file that is opened while a standard stream is closed takes its number, and what is printed goes into
/// it. Opened for the other direction the stream fails as a closed one does.
void occupy_standard_streams() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
        const int direction = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        if (open("/dev/null", direction) != descriptor) std::abort();
    }
}

}  // namespace

int main(int count, char** words) {
    occupy_standard_streams();
    // Databases, keys and error files hold personal data: for whoever runs kartei alone.
    umask(077);
    // A reader that went away is seen by the writing itself, also where a parent has set this otherwise.
    std::signal(SIGPIPE, SIG_IGN);
    // A limit on the size of files is told by the writing as well, like a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    const std::vector<std::string> arguments(words + (count > 0 ? 1 : 0), words + count);
    return static_cast<int>(
        kartei::cli::run_program(arguments, {.out = stdout,
                                             .err = stderr,
                                             .environment = kartei::cli::system_environment(),
                                             .clock = kartei::app::system_clock(),
                                             .random = kartei::system_random()}));
}
