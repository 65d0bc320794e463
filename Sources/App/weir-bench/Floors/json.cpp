// json check|pretty FILE: reads a file, checks that it is JSON, and writes it with a value a line:
// what simdjson makes of the same work.
#include <cstring>
#include <simdjson.h>
#include <string>
#include <unistd.h>

using namespace simdjson;

static std::string out;

static void text(std::string_view bytes) {
  out += '"';
  size_t kept = 0;
  for (size_t i = 0; i < bytes.size(); i++) {
    unsigned char byte = bytes[i];
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(bytes, kept, i - kept);
    kept = i + 1;
    char escape[8];
    const char *found = strchr("\"\"\\\\\nn\tt\rr\bb\ff", byte);
    if (found && byte) snprintf(escape, sizeof escape, "\\%c", found[1]);
    else snprintf(escape, sizeof escape, "\\u%04x", byte);
    out += escape;
  }
  out.append(bytes, kept, bytes.size() - kept);
  out += '"';
}

static void line(size_t depth) { out.append(1, '\n').append(2 * depth, ' '); }

static void value(dom::element element, size_t depth) {
  bool isFirst = true;
  if (element.is_object()) {
    out += '{';
    for (auto member : dom::object(element)) {
      if (!isFirst) out += ',';
      isFirst = false;
      line(depth + 1);
      text(member.key);
      out += ": ";
      value(member.value, depth + 1);
    }
    if (!isFirst) line(depth);
    out += '}';
  } else if (element.is_array()) {
    out += '[';
    for (auto child : dom::array(element)) {
      if (!isFirst) out += ',';
      isFirst = false;
      line(depth + 1);
      value(child, depth + 1);
    }
    if (!isFirst) line(depth);
    out += ']';
  } else if (element.is_string()) {
    text(std::string_view(element));
  } else {
    out += simdjson::minify(element);
  }
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  dom::parser parser;
  dom::element root;
  if (parser.load(argv[2]).get(root)) return 1;
  if (strcmp(argv[1], "pretty")) return 0;
  out.reserve(16 << 20);
  value(root, 0);
  out += '\n';
  for (size_t done = 0; done < out.size();) {
    ssize_t count = write(1, out.data() + done, out.size() - done);
    if (count <= 0) return 1;
    done += count;
  }
}
