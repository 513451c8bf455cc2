#ifndef TWILIO_BOARD_FILE_H
#define TWILIO_BOARD_FILE_H

/* The file that processes share: locked, sized and mapped. Errors as in
   board.h. */

#include "board.h"

/* Waits, but not for ever. Memory of one process needs no lock. */
const char *tw_board_lock(const tw_board *board);
void tw_board_unlock(const tw_board *board);

/* Opens, locks and maps it; the lock stays. */
const char *tw_board_map(tw_board *board, const char *path, bool *is_new);
void tw_board_unmap(tw_board *board);

#endif
