#define _DEFAULT_SOURCE /* flock */

#include "redial_lua.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The memory of a pool. In Kamailio, FreeSWITCH and Asterisk one Lua state
 * sees a part of the calls only: a worker's, or a single call's. So a pool
 * may have a name, and then all that open the name share one image, in POSIX
 * shared memory behind a lock.
 *
 * The lock is robust: when its holder was killed, whoever comes next is told,
 * has the image rebuilt from the records of slots and leases, and goes on.
 * The worst that is lost is what the dead one was doing; its leases end by the
 * clock. */

#define IMAGE_MAGIC UINT64_C(0x72656469616c0001)
#define IMAGE_HEAD ((sizeof(rl_image) + 63u) / 64u * 64u)

static const char *image_make(rl_pool *self, const redial_pool_config *config) {
  pthread_mutexattr_t how;

  if (redial_pool_init(&self->pool, (char *)self->image + IMAGE_HEAD,
                       self->bytes - IMAGE_HEAD, config, self->selectors,
                       self->selector_count) != REDIAL_OK) {
    return "the numbers of the pool are out of range";
  }
  pthread_mutexattr_init(&how);
  pthread_mutexattr_setpshared(&how, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&how, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&self->image->lock, &how);
  pthread_mutexattr_destroy(&how);
  self->image->magic = IMAGE_MAGIC; /* last: now it can be taken up */
  return NULL;
}

static const char *image_take(rl_pool *self) {
  if (self->image->magic != IMAGE_MAGIC) {
    return "it is not a pool of this version";
  }
  if (redial_pool_attach(&self->pool, (char *)self->image + IMAGE_HEAD,
                         self->bytes - IMAGE_HEAD, self->selectors,
                         self->selector_count) != REDIAL_OK) {
    return "it is not a pool of these strategies";
  }
  return NULL;
}

/* A writer that was killed left its flag; everything derived is made anew. */
static const char *image_mend(rl_pool *self) {
  redial_status status = redial_pool_check(&self->pool);

  if (status == REDIAL_ERR_STATE) {
    status = redial_pool_rebuild(&self->pool);
  }
  return status == REDIAL_OK ? NULL : "it is damaged";
}

static const char *image_map(rl_pool *self, int file) {
  void *map =
    mmap(NULL, self->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

  if (map == MAP_FAILED) {
    return strerror(errno);
  }
  self->image = map;
  return NULL;
}

/* Under the file's lock. Whoever dies in here leaves a file whose magic is
   0, and the next one makes it. */
static const char *image_of_file(rl_pool *self, int file,
                                 const redial_pool_config *config) {
  struct stat found;
  const char *error;

  if (flock(file, LOCK_EX) != 0 || fstat(file, &found) != 0) {
    return strerror(errno);
  }
  if (found.st_size == 0 && ftruncate(file, (off_t)self->bytes) != 0) {
    return strerror(errno);
  }
  if (found.st_size != 0) {
    self->bytes = (size_t)found.st_size;
  }
  if (self->bytes <= IMAGE_HEAD) {
    return "it is not a pool of this version";
  }
  error = image_map(self, file);
  if (error != NULL) {
    return error;
  }
  return self->image->magic == 0 ? image_make(self, config) : image_take(self);
}

static const char *image_shared(rl_pool *self,
                                const redial_pool_config *config) {
  int file = shm_open(self->name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  const char *error;

  if (file < 0) {
    return strerror(errno);
  }
  error = image_of_file(self, file, config);
  flock(file, LOCK_UN); /* the mapping would hold it beyond close() */
  close(file);
  if (error == NULL) {
    error = rl_lock(self);
    if (error == NULL) {
      error = image_mend(self);
      rl_unlock(self);
    }
  }
  return error;
}

const char *rl_image_open(rl_pool *self, const redial_pool_config *config) {
  size_t pool =
    redial_pool_bytes(config, self->selectors, self->selector_count);

  if (pool == 0) {
    return "the numbers of the pool are out of range";
  }
  self->bytes = IMAGE_HEAD + pool;
  if (self->name[0] != '\0') {
    return image_shared(self, config);
  }
  self->image = calloc(1, self->bytes);
  return self->image != NULL ? image_make(self, config) : "no memory";
}

void rl_image_close(rl_pool *self) {
  rl_image *image = self->image;

  self->image = NULL;
  if (image == NULL) {
    return;
  }
  if (self->name[0] != '\0') {
    munmap(image, self->bytes);
  } else {
    free(image);
  }
}

const char *rl_image_forget(const char *name) {
  return shm_unlink(name) == 0 || errno == ENOENT ? NULL : strerror(errno);
}

const char *rl_lock(rl_pool *self) {
  const char *error;

  switch (pthread_mutex_lock(&self->image->lock)) {
  case 0:
    return NULL;
  case EOWNERDEAD:
    error = image_mend(self);
    if (error == NULL) {
      pthread_mutex_consistent(&self->image->lock);
      return NULL;
    }
    /* Left inconsistent: nobody can lock it any more. */
    pthread_mutex_unlock(&self->image->lock);
    return error;
  default:
    return "it is damaged";
  }
}

void rl_unlock(rl_pool *self) {
  pthread_mutex_unlock(&self->image->lock);
}
