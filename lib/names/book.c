#include "../names/book.h"

const rdi_page *rdi_book_find(const rdi_page *pages, size_t count,
                              int32_t code) {
  size_t low = 0;
  size_t high = count;

  while (low < high) {
    size_t middle = (low + high) / 2;

    if (pages[middle].code < code) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < count && pages[low].code == code ? &pages[low] : NULL;
}

redial_namespace rdi_book_namespace(redial_namespace ns, int32_t code) {
  if (ns != REDIAL_NAMESPACE_NONE) {
    return ns;
  }
  return code < 10000 ? REDIAL_NAMESPACE_SIP : REDIAL_NAMESPACE_TWILIO;
}
