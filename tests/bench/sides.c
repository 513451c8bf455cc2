#define _POSIX_C_SOURCE 200809L
#include "sides.h"
#include "base/base.h"
#include "drive.h"
#include "ours/ours.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Our own sides and baselines are linked; each peer is a module beside the
   program, loaded so that its symbols meet nobody else's. */

static const char *const sides_modules[] = {
  "sofia", "osip", "re", "bellesip", "judy", "roaring", "stl"};
#define MODULES (sizeof(sides_modules) / sizeof(sides_modules[0]))

static const bench_side *const sides_own[] = {
  our_code_sides,   our_header_sides,   our_decide_sides,  our_index_sides,
  our_pick_sides,   our_lease_sides,    our_time_sides,    our_worst_sides,
  our_hunt_sides,   base_scan_sides,    base_ipvs_sides,   base_smooth_sides,
  base_heap_sides,  base_ring_sides,    base_dense_sides,  base_libc_sides,
  base_table_sides, base_by_hand_sides, base_nothing_sides};
#define OWN (sizeof(sides_own) / sizeof(sides_own[0]))

/* The folder that the program lies in. */
static const char *sides_folder(void) {
  static char folder[4096];
  ssize_t length = readlink("/proc/self/exe", folder, sizeof(folder) - 1);
  char *slash;

  folder[length > 0 ? length : 0] = '\0';
  slash = strrchr(folder, '/');
  if (slash != NULL) {
    *slash = '\0';
  }
  return folder;
}

static const bench_side *sides_load(const char *module) {
  char path[5000];
  const bench_module *found;
  void *library;

  (void)snprintf(path, sizeof(path), "%s/bench_%s.so", sides_folder(), module);
  if (access(path, R_OK) != 0) {
    return NULL;
  }
  library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  found = library == NULL
            ? NULL
            : (const bench_module *)dlsym(library, BENCH_MODULE_NAME);
  if (found == NULL) {
    fprintf(stderr, "redial-bench: cannot load bench_%s.so: %s\n", module,
            dlerror());
    return NULL;
  }
  return found->sides;
}

static const bench_side *sides_in(const bench_side *sides, const char *name) {
  for (; sides != NULL && sides->name != NULL; sides++) {
    if (strcmp(sides->name, name) == 0) {
      return sides;
    }
  }
  return NULL;
}

const bench_side *bench_side_of(const char *name) {
  static const bench_side *peers[MODULES];
  static bool loaded;
  const bench_side *found = NULL;
  size_t i;

  for (i = 0; !loaded && i < MODULES; i++) {
    peers[i] = sides_load(sides_modules[i]);
  }
  loaded = true;
  for (i = 0; found == NULL && i < OWN; i++) {
    found = sides_in(sides_own[i], name);
  }
  for (i = 0; found == NULL && i < MODULES; i++) {
    found = sides_in(peers[i], name);
  }
  return found;
}

bool bench_open(bench_player *player, const char *name,
                const bench_case *given) {
  player->side = bench_side_of(name);
  if (player->side == NULL) {
    return false;
  }
  player->self = player->side->index != NULL
                   ? bench_drive_open(player->side->index, given)
                   : player->side->open(given);
  return player->self != NULL;
}

uint64_t bench_run(const bench_player *player, uint64_t operations) {
  return player->side->run != NULL ? player->side->run(player->self, operations)
                                   : bench_drive_run(player->self, operations);
}

size_t bench_bytes(const bench_player *player) {
  const bench_side *side = player->side;

  if (side->index != NULL) {
    return side->index->bytes != NULL
             ? side->index->bytes(((bench_drive *)player->self)->self)
             : 0;
  }
  return side->bytes != NULL ? side->bytes(player->self) : 0;
}

void bench_close(bench_player *player) {
  if (player->side->index != NULL) {
    bench_drive_close(player->self);
  } else {
    player->side->close(player->self);
  }
}
