/* A Twilio Dial action handler as a server on libmicrohttpd.
 *
 *   TWILIO_AUTH_TOKEN=... twilio_server agents.conf [ADDRESS:PORT]
 *
 * One thread, one request at a time: a decision takes microseconds. Start more
 * of them, on as many machines as you like, behind whatever speaks TLS. SIGHUP
 * reads the file again; SIGTERM ends it. */

#define _GNU_SOURCE /* ppoll() */
#include "exchange.h"
#include "listen.h"
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define SERVER_PROGRAM "twilio_server"
#define SERVER_IDLE_MS 1000

static volatile sig_atomic_t server_ends;
static volatile sig_atomic_t server_reloads;

static void server_signal(int number) {
  if (number == SIGHUP) {
    server_reloads = 1;
  } else {
    server_ends = 1;
  }
}

static void server_watch(int number) {
  struct sigaction action;

  memset(&action, 0, sizeof(action));
  action.sa_handler = server_signal;
  sigaction(number, &action, NULL);
}

/* What the board was made with stays until the next start. */
static bool server_fits(const tw_config *now, const tw_config *next) {
  return now->strategy == next->strategy && now->ring_s == next->ring_s &&
         now->talk_s == next->talk_s && strcmp(now->state, next->state) == 0;
}

static void server_reload(const char *path, tw_config *config) {
  static tw_config next;

  if (!tw_config_load(SERVER_PROGRAM, path, &next)) {
    return; /* it has said why; the old one stays */
  }
  if (!server_fits(config, &next)) {
    fprintf(stderr, "%s: %s: strategy, ring, talk and state need a restart\n",
            SERVER_PROGRAM, path);
    return;
  }
  *config = next;
  fprintf(stderr, "%s: %s: read again\n", SERVER_PROGRAM, path);
}

/* Signals are let in only while it waits, so that none falls between the
   question and the wait. */
static void server_wait(struct MHD_Daemon *daemon, const sigset_t *open) {
  const union MHD_DaemonInfo *info =
    MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
  struct pollfd watched = {0, POLLIN, 0};
  struct timespec most = {SERVER_IDLE_MS / 1000, 0};
  MHD_UNSIGNED_LONG_LONG left;

  watched.fd = info->epoll_fd;
  if (MHD_get_timeout(daemon, &left) == MHD_YES && left < SERVER_IDLE_MS) {
    most.tv_sec = 0;
    most.tv_nsec = (long)left * 1000000;
  }
  (void)ppoll(&watched, 1, &most, open);
}

/* Before anybody can know that it runs. */
static void server_watch_all(sigset_t *open) {
  sigset_t ours;

  sigemptyset(&ours);
  sigaddset(&ours, SIGHUP);
  sigaddset(&ours, SIGINT);
  sigaddset(&ours, SIGTERM);
  sigprocmask(SIG_BLOCK, &ours, open);
  server_watch(SIGHUP);
  server_watch(SIGINT);
  server_watch(SIGTERM);
  signal(SIGPIPE, SIG_IGN); /* nobody may be left to read the journal */
}

static void server_run(struct MHD_Daemon *daemon, const char *path,
                       tw_config *config, const sigset_t *open) {
  while (!server_ends) {
    server_wait(daemon, open);
    if (server_reloads) {
      server_reloads = 0;
      server_reload(path, config);
    }
    MHD_run(daemon);
  }
}

static struct MHD_Daemon *server_daemon(tw_desk *desk, int listener) {
  return MHD_start_daemon(
    MHD_USE_EPOLL, 0, NULL, NULL, tw_exchange_go_on, desk,
    MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_URI_LOG_CALLBACK,
    tw_exchange_begin, desk, MHD_OPTION_NOTIFY_COMPLETED, tw_exchange_end, desk,
    MHD_OPTION_CONNECTION_LIMIT, 512u, MHD_OPTION_CONNECTION_TIMEOUT, 15u,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)16384, MHD_OPTION_END);
}

static bool server_open(tw_desk *desk, tw_config *config, const char *path) {
  static char key[256];
  const char *wrong;

  if (!tw_config_load(SERVER_PROGRAM, path, config) ||
      !tw_key(SERVER_PROGRAM, key, sizeof(key), &desk->key)) {
    return false;
  }
  desk->config = config;
  desk->journal = stderr;
  wrong = tw_board_open(&desk->board, config, tw_random(), tw_now_ms());
  if (wrong != NULL) {
    fprintf(stderr, "%s: %s: %s\n", SERVER_PROGRAM, config->state, wrong);
  }
  return wrong == NULL;
}

int main(int argc, char **argv) {
  static tw_config config;
  static tw_desk desk;
  struct MHD_Daemon *daemon;
  sigset_t open;
  int listener;

  if (argc == 2 && strcmp(argv[1], "--help") == 0) {
    puts("usage: " SERVER_PROGRAM " CONFIG [ADDRESS:PORT]");
    return 0;
  }
  if (argc < 2 || argc > 3 || argv[1][0] == '-') {
    fputs(SERVER_PROGRAM ": usage: " SERVER_PROGRAM " CONFIG [ADDRESS:PORT]\n",
          stderr);
    return 2;
  }
  if (!server_open(&desk, &config, argv[1])) {
    return 2;
  }
  server_watch_all(&open);
  listener = tw_listen(SERVER_PROGRAM, argc > 2 ? argv[2] : config.listen);
  if (listener < 0) {
    return 1;
  }
  daemon = server_daemon(&desk, listener);
  if (daemon == NULL) {
    fputs(SERVER_PROGRAM ": libmicrohttpd does not start\n", stderr);
    return 1;
  }
  server_run(daemon, argv[1], &config, &open);
  MHD_stop_daemon(daemon);
  tw_board_close(&desk.board);
  return 0;
}
