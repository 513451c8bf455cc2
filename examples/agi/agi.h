#ifndef AGI_AGI_H
#define AGI_AGI_H

/* A hunt within a dialplan: Asterisk starts the program, and both talk over
 * its standard input and output. */

#include "../host/host.h"

/* Exit codes; the dialplan looks at the variables rather. */
enum {
  AGI_ANSWERED = 0, /* somebody answered */
  AGI_NOBODY = 1,   /* nobody did */
  AGI_USAGE = 2,    /* bad input; nobody was called */
  AGI_BROKEN = 3,   /* Asterisk said what cannot be understood */
  AGI_GONE = 4      /* the caller hung up first */
};

/* line.c: lines from standard input, commands to standard output. */
#define AGI_LINE 2048u

typedef struct agi_pipe {
  char bytes[AGI_LINE]; /* read and not yet taken */
  size_t held;
} agi_pipe;

/* The next line without its end, cut when it is too long; false at the end of
 * the input. */
bool line_read(agi_pipe *pipe, char *line, size_t size);
bool line_write(const char *line);

/* protocol.c */
typedef struct agi_session {
  agi_pipe pipe;
  bool gone;   /* the caller hung up */
  bool closed; /* no more can be asked */
  bool broken; /* because of what Asterisk said */
} agi_session;

typedef struct agi_reply {
  int code;             /* 200 and the like */
  long result;          /* -1: the channel is gone, or the application failed */
  char value[AGI_LINE]; /* what stood in parentheses */
} agi_reply;

/* Begins: signals, and what Asterisk tells of the call. */
void agi_open(agi_session *agi);
/* Has the caller hung up, by any sign? */
bool agi_is_gone(agi_session *agi);
/* One command, formatted, and its reply. False when there is none: closed. */
bool agi_ask(agi_session *agi, agi_reply *reply, const char *format, ...);
/* A variable or an expression; empty when there is none. */
void agi_variable(agi_session *agi, const char *expression, char *value,
                  size_t size);

/* dial.c: one attempt. */
typedef struct dial_order {
  const char *channel; /* PJSIP/ann */
  const char *options; /* of Dial; may be empty */
  uint32_t ring_ms;
} dial_order;

typedef struct dial_end {
  char status[24];      /* DIALSTATUS */
  char technology[128]; /* "SIP 486 Busy Here"; empty: not told */
  int32_t cause;        /* HANGUPCAUSE; 0: not told */
  bool timed_out;       /* as long as the order said, or longer */
  uint64_t at_ms;       /* when it ended, or was answered */
} dial_end;

/* False when Asterisk has no Dial, or nothing can be asked any more. */
bool dial_place(agi_session *agi, const dial_order *order, dial_end *end);
bool dial_is_cancelled(const dial_end *end); /* by the caller */

/* evidence.c: what is known of it. */
void evidence_of(const dial_end *end, redial_evidence *seen);

/* outcome.c: what the dialplan goes on with. */
void outcome_tell(agi_session *agi, const redial_hunt *hunt,
                  const host_roster *phones, bool hang_up);

/* options.c: what the dialplan asked for. */
typedef struct agi_call {
  agi_session agi;
  host_words words;
  host_words via;
  host_choice choice;
  host_limits limits;
  host_plan plan;
  host_roster phones;
  host_roster gateways;
  redial_scene scene;
  redial_hunt hunt;
  redial_journal journal;
  const char *dial_options;
  uint32_t verbose;
  bool hang_up;
  bool help;
} agi_call;

/* False when it has complained. */
bool options_read(int argc, char **argv, agi_call *call);
void options_help(void);

/* channel.c: false when it has complained. */
bool channels_are_good(const agi_call *call);
bool channel_is_address(const char *word);
/* What Dial is to be given for this step. */
void channel_compose(const agi_call *call, const redial_step *step,
                     char *channel, size_t size);

/* call.c: the hunt; an exit code. */
int call_hunt(agi_call *call);

#endif
