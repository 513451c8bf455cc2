#define _DEFAULT_SOURCE
#include "listen.h"
#include "text.h"
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int listen_fail(const char *program, const char *where,
                       const char *why) {
  fprintf(stderr, "%s: cannot listen on %s: %s\n", program, where, why);
  return -1;
}

/* Splits at the last colon and takes brackets off. */
static int listen_resolve(const char *where, struct addrinfo **found) {
  char copy[64];
  char *host = copy;
  char *port;
  struct addrinfo hints;
  uint32_t number;

  if (strlen(where) >= sizeof(copy)) {
    return EAI_NONAME;
  }
  strcpy(copy, where);
  port = strrchr(copy, ':');
  /* getaddrinfo() takes 99999 and makes another port of it. */
  if (port == NULL || !tw_number(tw_span(port + 1), UINT16_MAX, &number)) {
    return EAI_NONAME;
  }
  *port = '\0';
  if (host[0] == '[' && port > host && port[-1] == ']') {
    host++;
    port[-1] = '\0';
  }
  memset(&hints, 0, sizeof(hints));
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  return getaddrinfo(host, port + 1, &hints, found);
}

static void listen_say(const char *program, int listener) {
  struct sockaddr_storage address;
  socklen_t length = sizeof(address);
  char host[64];
  char port[16];

  if (getsockname(listener, (struct sockaddr *)&address, &length) == 0 &&
      getnameinfo((struct sockaddr *)&address, length, host, sizeof(host), port,
                  sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV) == 0) {
    printf("%s: listening on %s port %s\n", program, host, port);
    fflush(stdout);
  }
}

static int listen_open(const struct addrinfo *address) {
  int listener =
    socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int yes = 1;

  if (listener < 0) {
    return -1;
  }
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  if (bind(listener, address->ai_addr, address->ai_addrlen) != 0 ||
      listen(listener, SOMAXCONN) != 0) {
    int why = errno;

    close(listener);
    errno = why;
    return -1;
  }
  return listener;
}

int tw_listen(const char *program, const char *where) {
  struct addrinfo *found;
  int wrong = listen_resolve(where, &found);
  int listener;

  if (wrong != 0) {
    return listen_fail(program, where, "it is no ADDRESS:PORT in numbers");
  }
  listener = listen_open(found);
  freeaddrinfo(found);
  if (listener < 0) {
    return listen_fail(program, where, strerror(errno));
  }
  listen_say(program, listener);
  return listener;
}
