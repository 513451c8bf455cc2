#ifndef TWILIO_LISTEN_H
#define TWILIO_LISTEN_H

/* A listening socket on "ADDRESS:PORT" or "[ADDRESS]:PORT", both in numbers;
   port 0 takes a free one. Says where on stdout. Below zero: has said why not
   on stderr. */
int tw_listen(const char *program, const char *where);

#endif
