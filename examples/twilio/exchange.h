#ifndef TWILIO_EXCHANGE_H
#define TWILIO_EXCHANGE_H

/* One HTTP exchange of the server: what libmicrohttpd tells bit by bit. */

#include "desk.h"
#include <microhttpd.h>

/* Callbacks for libmicrohttpd; the closure is the desk. */
void *tw_exchange_begin(void *closure, const char *uri,
                        struct MHD_Connection *connection);
enum MHD_Result tw_exchange_go_on(void *closure,
                                  struct MHD_Connection *connection,
                                  const char *url, const char *method,
                                  const char *version, const char *data,
                                  size_t *size, void **state);
void tw_exchange_end(void *closure, struct MHD_Connection *connection,
                     void **state, enum MHD_RequestTerminationCode how);

#endif
