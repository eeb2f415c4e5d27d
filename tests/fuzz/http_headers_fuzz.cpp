// Any bytes as the headers that say what a client has and likes.
#include "http/accept.h"
#include "http/conditional.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace kartei::http;

void demand(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const auto tag = parse_entity_tag(text)) {
        demand(parse_entity_tag(entity_tag_text(*tag)) == tag);
        demand(same_weakly(*tag, *tag));
        demand(same_strongly(*tag, *tag) == (tag->strength == Strength::strong));
    }
    if (const auto tags = parse_entity_tags(text)) {
        demand(tags->any == tags->tags.empty());
        Head head;
        head.headers = {{"if-none-match", text}};
        for (const auto& tag : tags->tags)
            demand(judge_precondition(head, tag) == Precondition::not_modified);
    }
    const auto language = preferred_language(text, "en");
    demand(language == "de" || language == "en");
    preferred_coding(text);
    return 0;
}
