// Any line as a case of the rules: refused with a reason, or decided, and the answer is a line of JSON.
#include "base/json.h"
#include "base/text.h"
#include "domain/decide.h"
#include "formats/contact_case.h"

#include <cstdlib>

using namespace kartei;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    const auto asked = formats::read_contact_case(line);
    if (!asked) {
        for (const auto& words : {asked.error().what.de, asked.error().what.en, asked.error().where}) {
            require(is_utf8(words));
        }
        require(!asked.error().what.de.empty() && !asked.error().what.en.empty());
        return 0;
    }
    const auto decision = domain::decide(asked->facts, asked->question, domain::Policy{});
    const std::string answer = formats::write_decision(asked->id, decision, asked->facts, asked->question);
    require(answer.find('\n') == std::string::npos);
    require(parse_json(answer, {.max_bytes = answer.size()}).has_value());
    return 0;
}
