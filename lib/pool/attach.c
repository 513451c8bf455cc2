#include "../pool/inner.h"
#include <string.h>

/* Same strategies in the same order? Their names are hashed into the layout,
   and it holds which hooks they have. */
static bool attach_fits(const rdi_layout *found, const rdi_layout *made) {
  return rdi_equal(found->selector_name, made->selector_name,
                   sizeof(made->selector_name)) &&
         rdi_equal(found->hooks, made->hooks, sizeof(made->hooks));
}

redial_status redial_pool_attach(redial_pool *pool, void *memory, size_t size,
                                 const redial_selector *const *selectors,
                                 uint32_t count) {
  const rdi_layout *found = (const rdi_layout *)memory;
  rdi_layout made;

  if ((uintptr_t)memory % RDI_POOL_ALIGN != 0) {
    return REDIAL_ERR_ALIGN;
  }
  if (size < sizeof(rdi_head)) {
    return REDIAL_ERR_SPACE;
  }
  if (found->magic != RDI_POOL_MAGIC) {
    return REDIAL_ERR_CORRUPT;
  }
  if (found->version != RDI_POOL_VERSION || found->selector_count != count) {
    return REDIAL_ERR_VERSION;
  }
  if (!rdi_layout_of(&made, &found->config, selectors, count)) {
    return REDIAL_ERR_CORRUPT;
  }
  if (!attach_fits(found, &made)) {
    return REDIAL_ERR_VERSION;
  }
  if (!rdi_equal(found, &made, sizeof(made))) {
    return REDIAL_ERR_CORRUPT;
  }
  if (size / 8 < made.words) {
    return REDIAL_ERR_SPACE;
  }
  pool->image = memory;
  pool->selectors = selectors;
  pool->selector_count = count;
  return REDIAL_OK;
}
