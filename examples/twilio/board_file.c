#define _DEFAULT_SOURCE /* flock() */
#include "board_file.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define BOARD_LOCK_TRIES 2000 /* of a millisecond */

const char *tw_board_lock(const tw_board *board) {
  struct timespec pause = {0, 1000000};
  int tries;

  for (tries = 0; board->file >= 0 && flock(board->file, LOCK_EX | LOCK_NB);
       tries++) {
    if ((errno != EWOULDBLOCK && errno != EINTR) || tries == BOARD_LOCK_TRIES) {
      return "is held by a process that does not let go";
    }
    nanosleep(&pause, NULL);
  }
  return NULL;
}

void tw_board_unlock(const tw_board *board) {
  if (board->file >= 0) {
    flock(board->file, LOCK_UN);
  }
}

/* A file that is new is given its whole length at once: a full disk is better
   met here than in the middle of a call. */
static const char *board_size_file(const tw_board *board, bool *is_new) {
  struct stat is;

  if (fstat(board->file, &is) != 0 || !S_ISREG(is.st_mode)) {
    return "is no regular file";
  }
  *is_new = is.st_size == 0;
  if (*is_new) {
    errno = posix_fallocate(board->file, 0, (off_t)board->size);
    if (errno != 0) {
      return strerror(errno);
    }
  } else if ((size_t)is.st_size != board->size) {
    return "is not a state file of this version: remove it";
  }
  return NULL;
}

const char *tw_board_map(tw_board *board, const char *path, bool *is_new) {
  const char *wrong;

  board->file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (board->file < 0) {
    return strerror(errno);
  }
  wrong = tw_board_lock(board);
  if (wrong == NULL) {
    wrong = board_size_file(board, is_new);
  }
  if (wrong != NULL) {
    return wrong;
  }
  board->memory =
    mmap(NULL, board->size, PROT_READ | PROT_WRITE, MAP_SHARED, board->file, 0);
  if (board->memory == MAP_FAILED) {
    board->memory = NULL;
    return strerror(errno);
  }
  return NULL;
}

void tw_board_unmap(tw_board *board) {
  if (board->memory != NULL) {
    munmap(board->memory, board->size);
  }
  close(board->file);
}
